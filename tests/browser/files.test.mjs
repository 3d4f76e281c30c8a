// A guest downloads everything that was shared with them at once, with scripts and without.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, findings, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const FILES = { 'Guide.txt': Buffer.alloc(1_300_000, 'guide '), 'Terms.txt': Buffer.from('the terms') };
let runs = 0;

async function reference(name) {
  const bytes = FILES[name];
  const announced = { name, type: 'text/plain', size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  const files = '/v1/projects/procurement/files';
  const { id, method, url, headers } = await call(house, 'POST', files, announced);
  const sent = await fetch(url, { method, headers, body: bytes });
  assert.ok(sent.ok, `${sent.status}`);
  for (let state = ''; state !== 'clean'; ) ({ state } = await call(house, 'POST', `${files}/${id}/settle`, {}));
  return id;
}

/** A guest in the work, with a file to read in each of two tasks. */
async function enter({ locale = 'en', ...how } = {}) {
  runs += 1;
  const run = `files-${runs}`;
  const task = async (id, title, name) => ({ id, title, references: [await reference(name)], fields: [{ id: 'seen', label: 'Seen', type: 'checkbox' }] });
  const tasks = [await task('read', 'What to read', 'Guide.txt'), await task('sign', 'What to sign', 'Terms.txt')];
  await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, { title: 'Supplier onboarding: Souza Metais', tasks });
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run, tasks: ['read', 'sign'] },
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale },
    permissions: ['fill_fields', 'read_files', 'download_files'],
    delivery: 'link',
  });
  const visitor = await visit(house, how);
  const { page } = visitor;
  page.setDefaultTimeout(20_000);
  await page.goto(link);
  if (how.script === false) {
    await page.locator('[name=token]').fill(link.split('#')[1]);
    await page.getByRole('button').first().click();
  }
  await page.locator('#consent').check();
  await page.locator('main form button.primary').last().click();
  await page.waitForURL('**/p/*');
  return { ...visitor, id };
}

/** The names in a zip, and whether each is whole, as another program reads it. */
async function unpacked(download) {
  const path = join(mkdtempSync(join(tmpdir(), 'vestibule-')), 'all.zip');
  await download.saveAs(path);
  const read = 'import sys, zipfile, json, hashlib; z = zipfile.ZipFile(sys.argv[1]); print(json.dumps({n: hashlib.sha256(z.read(n)).hexdigest() for n in z.namelist()}))';
  return { name: download.suggestedFilename(), files: JSON.parse(execFileSync('python3', ['-c', read, path])), bytes: readFileSync(path).length };
}

function expected(files) {
  const sum = (name) => createHash('sha256').update(FILES[name]).digest('hex');
  assert.deepEqual(Object.keys(files).sort(), ['What to read/Guide.txt', 'What to sign/Terms.txt', 'manifest.json']);
  assert.equal(files['What to read/Guide.txt'], sum('Guide.txt'));
  assert.equal(files['What to sign/Terms.txt'], sum('Terms.txt'));
}

test('a guest downloads all files as one zip and reads how far it is', needs('download'), async () => {
  for (const [width, height, touch] of [[1280, 900, false], [360, 740, true]]) {
    const { context, page, complaints } = await enter({ width, height, touch });
    const button = page.getByRole('button', { name: 'Download all files (zip, 1.2 MB)' });
    await picture(page, `all-files-${width}`);
    assert.ok(await fits(page), `${width}`);
    assert.ok((await button.boundingBox()).height >= 44);
    assert.deepEqual(await findings(page), []);
    // What is said on the way stays, so that a fast machine misses none of it.
    await page.evaluate(() => {
      const line = document.querySelector('#all-files [data-said]');
      globalThis.said = [];
      new MutationObserver(() => globalThis.said.push(line.textContent)).observe(line, { childList: true, characterData: true, subtree: true });
    });
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const { name, files } = await unpacked(download);
    assert.equal(name, 'Supplier onboarding_ Souza Metais.zip');
    expected(files);
    await page.getByText('The files are ready: your browser saves them now.').waitFor();
    const said = await page.evaluate(() => globalThis.said);
    assert.ok(said[0].startsWith('The files are being put together'), said.join(' | '));
    await picture(page, `all-files-saved-${width}`);
    assert.deepEqual(await findings(page), []);
    assert.deepEqual(complaints, []);
    await context.close();
  }
});

test('a guest without scripts asks for all files, looks again and saves them', needs('javaScriptEnabled'), async () => {
  const { context, page, id, complaints } = await enter({ script: false, width: 360, height: 740, locale: 'pt-BR' });
  await page.getByRole('button', { name: /^Baixar todos os arquivos/ }).click();
  await page.waitForURL(`**/p/${id}?zip=exp_*`);
  await picture(page, 'all-files-without-script');
  const save = page.getByRole('button', { name: /^Salvar os arquivos \(zip, 1,2 MB\)/ });
  for (let tries = 0; tries < 40 && !(await save.count()); tries += 1) {
    await page.waitForTimeout(250);
    await page.getByRole('button', { name: 'Ver se já estão prontos' }).click();
  }
  await page.getByText('Os arquivos estão prontos e ficam disponíveis até').waitFor();
  assert.ok(await fits(page));
  await picture(page, 'all-files-ready-without-script');
  const [download] = await Promise.all([page.waitForEvent('download'), save.click()]);
  expected((await unpacked(download)).files);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a guest whose link was withdrawn meanwhile reads so instead of a zip', async () => {
  const { context, page, id } = await enter({ locale: 'es' });
  const button = page.getByRole('button', { name: 'Descargar todos los archivos (zip, 1,2 MB)' });
  await call(house, 'POST', `/v1/shares/${id}/revoke`, {});
  await button.click();
  await page.locator('#all-files [data-said] a').waitFor();
  await picture(page, 'all-files-revoked');
  const said = await page.locator('#all-files [data-said]').innerText();
  assert.ok(said.length > 20, said);
  await context.close();
});
