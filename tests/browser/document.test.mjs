// A guest reads a document that is shared, and decides on it: on a phone and a screen, in each language, with and without scripts; later it
// is superseded.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, findings, fits, letLinksDecide, open, picture, visit } from './house.mjs';

let house;
before(async () => {
  house = await open();
  await letLinksDecide(house);
});
after(async () => { await house.close(); });

const SIZES = { phone: { width: 360, height: 740 }, screen: { width: 1280, height: 900 } };
const DOCUMENTS = '/v1/projects/procurement/documents';
const WORDS = {
  en: { asks: /shares a document with you/, go: 'Continue', fetch: /^Download C0/, add: 'Add comment', added: 'Comment added', over: /Superseded: C02/ },
  'pt-BR': { asks: /compartilha um documento com você/, go: 'Continuar', fetch: /^Baixar C0/, add: 'Adicionar comentário', added: 'Comentário adicionado', over: /Substituído: C02/ },
  es: { asks: /comparte un documento con usted/, go: 'Continuar', fetch: /^Descargar C0/, add: 'Añadir comentario', added: 'Comentario añadido', over: /Sustituido: C02/ },
};

/** A clean file of staff. */
async function reference(name, text) {
  const bytes = Buffer.from(text);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = { name, type: 'application/pdf', size: bytes.length, sha256 };
  const { id, url, method, headers } = await call(house, 'POST', '/v1/projects/procurement/files', about);
  await fetch(url, { method, headers, body: bytes });
  await call(house, 'POST', `/v1/projects/procurement/files/${id}/settle`, {});
  return id;
}

async function revise(number, code) {
  const file = await reference(`${number}-${code} quay wall and mooring bollards, as built.pdf`, `%PDF-1.7 ${number} ${code}`);
  const changed = 'Levels of the crown and of the mooring bollards.\n\nSection B-B is new.';
  await call(house, 'POST', `${DOCUMENTS}/${number}/revisions`, { code, changed, file });
}

/** A document with a revision, and a guest's link to it. */
async function shared(number, locale, more = {}) {
  await call(house, 'PUT', `${DOCUMENTS}/${number}`, {
    title: 'Quay wall, section A: plan, elevations and details of the mooring bollards', type: { code: 'DWG', title: 'Drawing' },
    status: { code: 'for_review', title: 'For review' }, discipline: { code: 'CIV', title: 'Civil works' },
  });
  await revise(number, 'C01');
  return call(house, 'POST', '/v1/shares', {
    project: 'procurement', scope: { type: 'document', document: number }, delivery: 'link',
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale },
    permissions: ['read_files', 'download_files', 'comment'],
    instructions: 'Please look at the levels of the crown.', ...more,
  });
}

async function look(page, name) {
  for (const [size, dimensions] of Object.entries(SIZES)) {
    await page.setViewportSize(dimensions);
    assert.ok(await fits(page), `${name} sticks out on a ${size}`);
    assert.deepEqual(await findings(page), [], name);
    await picture(page, `document-${name}-${size}`);
  }
}

for (const locale of Object.keys(WORDS)) {
  test(`a document is read, fetched and commented on in ${locale}, and says when it is superseded`, needs('download', 'visitors'), async () => {
    const words = WORDS[locale];
    const number = `PORT-${locale}`;
    const { link, id } = await shared(number, locale);
    const { context, page, complaints } = await visit(house, SIZES.phone);
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    await page.getByRole('heading', { name: words.asks }).waitFor();
    await look(page, `invitation-${locale}`);
    await page.locator('#consent').check();
    await page.getByRole('button', { name: words.go }).click();
    await page.waitForURL(`**/p/${id}`);
    await page.getByRole('heading', { level: 1, name: /^Quay wall, section A/ }).waitFor();
    await look(page, `page-${locale}`);

    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: words.fetch }).click();
    const download = await coming;
    assert.equal(await readFile(await download.path(), 'utf8'), `%PDF-1.7 ${number} C01`);

    await page.locator('textarea').fill('Which datum is this?');
    await page.getByRole('button', { name: words.add }).click();
    await page.getByText(words.added).waitFor();
    await page.locator('[data-comment-list]').getByText('Which datum is this?').waitFor();
    assert.equal(await page.locator('textarea').inputValue(), '');
    await call(house, 'POST', `/v1/shares/${id}/comments`, { text: 'Mean sea level.', visible_to: 'guest' });
    await revise(number, 'C02');
    await page.reload();
    await page.getByText(words.over).waitFor();
    await page.getByText('Mean sea level.').waitFor();
    await look(page, `superseded-${locale}`);
    await call(house, 'POST', `/v1/shares/${id}/revoke`, {});
    await page.reload();
    assert.equal(await page.getByRole('heading', { level: 1, name: /^Quay wall/ }).count(), 0);
    assert.deepEqual(complaints.filter((complaint) => !complaint.includes('410')), []);
    await context.close();
  });
}

for (const locale of Object.keys(WORDS)) {
  test(`a document is decided on in ${locale}: what lacks is said beside it, and the receipt tells on which bytes`, needs('visitors'), async () => {
    const words = WORDS[locale];
    const number = `PORT-DECIDE-${locale}`;
    const { link, id } = await shared(number, locale, { permissions: ['read_files', 'respond'], delivery: 'link' });
    const { context, page, complaints } = await visit(house, SIZES.phone);
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    await page.locator('#consent').check();
    await page.getByRole('button', { name: words.go }).click();
    await page.waitForURL(`**/p/${id}`);
    await page.getByRole('radio').first().waitFor();
    await look(page, `to-decide-${locale}`);

    // What is typed stands after a reload.
    await page.locator('[value="return_for_revision"]').check();
    await page.locator('#decision textarea').fill('Half typed');
    await page.reload();
    assert.ok(await page.locator('[value="return_for_revision"]').isChecked());
    assert.equal(await page.locator('#decision textarea').inputValue(), 'Half typed');
    await page.locator('#decision textarea').fill('');
    await page.evaluate(() => localStorage.clear());
    await page.reload();

    // Nothing is chosen yet; then a comment lacks.
    const send = page.locator('#decision button.primary');
    await send.click();
    await page.locator('[data-problem]').waitFor();
    await page.locator('[value="reject"]').check();
    await send.click();
    await page.locator('textarea[aria-invalid]').waitFor();
    assert.ok(await page.locator('[value="reject"]').isChecked());
    await look(page, `comment-missing-${locale}`);
    await page.locator('#decision textarea').fill('The datum is wrong.\n\nSee section B.');
    await send.click();
    await page.waitForURL(`**/p/${id}/documents/**/receipt`);
    const sha256 = createHash('sha256').update(`%PDF-1.7 ${number} C01`).digest('hex');
    await page.getByText(sha256).waitFor();
    await page.getByText('The datum is wrong.').waitFor();
    await look(page, `receipt-${locale}`);
    await page.locator('main a.button').click();
    await page.waitForURL(`**/p/${id}`);
    assert.equal(await page.getByRole('radio').count(), 0);
    await look(page, `decided-${locale}`);
    assert.deepEqual(complaints.filter((complaint) => !complaint.includes('422')), []);
    await context.close();
  });
}

test('a document is read and commented on by keyboard', needs('visitors'), async () => {
  const { link, id } = await shared('PORT-KEYS', 'en');
  const { context, page, complaints } = await visit(house, SIZES.screen);
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.locator('#consent').waitFor();
  const to = async (is) => {
    for (let tabs = 0; tabs < 30; tabs += 1) {
      if (await page.evaluate(is)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`nothing is reached: ${is}`);
  };
  await to(() => document.activeElement?.id === 'consent');
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/p/${id}`);
  await to(() => document.activeElement?.id === 'comment');
  await page.keyboard.type('By keyboard.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('[data-comment-list]').getByText('By keyboard.').waitFor();
  assert.deepEqual(complaints, []);
  await context.close();
});

test('without scripts a comment that is too long comes back, and one that is right stands there once', needs('javaScriptEnabled', 'visitors'), async () => {
  const { link, id } = await shared('PORT-PLAIN', 'en');
  const { context, page } = await visit(house, { ...SIZES.phone, script: false });
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.locator('[name=token]').fill(link.split('#')[1]);
  await page.getByRole('button').first().click();
  await page.locator('#consent').check();
  await page.locator('main form button.primary').last().click();
  await page.waitForURL(`**/p/${id}`);
  await page.locator('textarea').fill('x'.repeat(2_001));
  await page.getByRole('button', { name: 'Add comment' }).click();
  await page.getByText('Shorten the comment to 2000 characters or fewer').waitFor();
  assert.equal(await page.locator('textarea').inputValue(), 'x'.repeat(2_001));
  assert.ok(await fits(page));
  await picture(page, 'document-too-long');
  await page.locator('textarea').fill('Which datum is this?');
  await page.getByRole('button', { name: 'Add comment' }).click();
  await page.locator('[data-comment-list]').getByText('Which datum is this?').waitFor();
  assert.equal(await page.locator('[data-comment-list] li').count(), 1);
  await context.close();
});

test('who may not fetch the file reads whom to ask, and a withdrawn document is given to nobody', async () => {
  const { link, id } = await shared('PORT-LOOK', 'en', { permissions: ['read_files'] });
  const { context, page, complaints } = await visit(house, SIZES.phone);
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  await page.locator('#consent').check();
  await page.locator('main form button.primary').last().click();
  await page.waitForURL(`**/p/${id}`);
  await page.getByText('Your link does not let you open these files.').waitFor();
  assert.equal(await page.getByRole('button', { name: /^Download/ }).count(), 0);
  await look(page, 'read-only');
  await call(house, 'PUT', `${DOCUMENTS}/PORT-LOOK`, { title: 'Quay wall', type: { code: 'DWG' }, status: { code: 'withdrawn' } });
  await page.reload();
  await page.getByText(/has withdrawn this document/).waitFor();
  await look(page, 'withdrawn');
  assert.deepEqual(complaints, []);
  await context.close();
});
