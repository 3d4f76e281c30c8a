// A guest who decides in a step of a review: on a phone and a screen, by keyboard, without scripts, in each language, and
// where somebody was quicker.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { needs } from './engine.mjs';
import { call, findings, fits, letLinksDecide, open, picture, visit } from './house.mjs';

let house;
let drawing;
before(async () => {
  house = await open();
  await letLinksDecide(house);
  drawing = await reference('DWG-100 rev C.pdf');
});
after(async () => { await house.close(); });

const SIZES = { phone: { width: 360, height: 740 }, screen: { width: 1280, height: 900 } };
const ANA = { guest: 'ana@supplier.example' };
const DUE = { at: new Date(Date.now() + 4 * 86_400_000).toISOString().replace(/T.*/, 'T20:00:00Z'), zone: 'America/Sao_Paulo' };

const WORDS = {
  en: {
    privacy: /privacy notice/, go: 'Continue', reject: 'Reject', approve: 'Approve with comments', comment: 'Comment on your decision',
    send: /^Send decision to Acme/, needed: 'Write a comment: “Reject” needs one', received: /has received your decision on “Review of DWG-100”/,
  },
  'pt-BR': {
    privacy: /aviso de privacidade/, go: 'Continuar', reject: 'Rejeitar', approve: 'Aprovar com comentários', comment: 'Comentário sobre a sua decisão',
    send: /^Enviar a decisão a Acme/, needed: 'Escreva um comentário: “Rejeitar” exige um', received: /recebeu a sua decisão sobre “Review of DWG-100”/,
  },
  es: {
    privacy: /aviso de privacidad/, go: 'Continuar', reject: 'Rechazar', approve: 'Aprobar con comentarios', comment: 'Comentario sobre su decisión',
    send: /^Enviar la decisión a Acme/, needed: 'Escriba un comentario: «Rechazar» lo requiere', received: /ha recibido su decisión sobre «Review of DWG-100»/,
  },
};

async function reference(name) {
  const bytes = Buffer.from(`%PDF-1.7 ${name}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = { name, type: 'application/pdf', size: bytes.length, sha256 };
  const { id, url, method, headers } = await call(house, 'POST', '/v1/projects/procurement/files', about);
  await fetch(url, { method, headers, body: bytes });
  await call(house, 'POST', `/v1/projects/procurement/files/${id}/settle`, {});
  return { id, sha256 };
}

let runs = 0;

/** A run with a review by a guest, and the guest's link. */
async function asked({ step = {}, fields = [], locale = 'en', permissions = [], further = [] } = {}) {
  runs += 1;
  const run = `dwg-${runs}`;
  const flow = (more, cycle) => ({
    title: 'Drawings of the port',
    tasks: [{
      id: 'review', title: 'Review of DWG-100', description: 'Please look at the foundations on sheet 3 above all.', fields,
      references: [drawing.id], step: { kind: 'review', assignees: [ANA], due: DUE, ...step, ...more }, cycle,
    }, ...further],
  });
  const push = (more, cycle) => call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, flow(more, cycle));
  await push({});
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run, tasks: ['review', ...further.map(({ id }) => id)] },
    recipient: { name: 'Ana Souza', email: ANA.guest, locale },
    permissions: ['read_files', 'download_files', 'respond', ...permissions],
    delivery: 'link',
  });
  return { id, link, run, push, locale };
}

/** The guest on the page of the work. */
async function enter({ link, id, locale }, how = {}) {
  const { look, ...browser } = how;
  const visitor = await visit(house, { ...SIZES.phone, ...browser });
  const { page } = visitor;
  page.setDefaultTimeout(10_000);
  if (how.script === false) {
    await page.goto(`${house.api}/i`);
    await page.getByRole('textbox').fill(link);
    await page.getByRole('button').first().click();
  } else {
    await page.goto(link);
  }
  await page.getByLabel(WORDS[locale].privacy).waitFor();
  await look?.(page);
  await page.getByLabel(WORDS[locale].privacy).check();
  await page.getByRole('button', { name: WORDS[locale].go }).click();
  await page.waitForURL(`**/p/${id}`);
  return visitor;
}

/** How it looks on a phone and a screen, and that nothing of it keeps anybody out. */
async function look(page, name, script = true) {
  for (const [size, dimensions] of Object.entries(SIZES)) {
    await page.setViewportSize(dimensions);
    assert.ok(await fits(page), `${name} sticks out on a ${size}`);
    if (script) assert.deepEqual(await findings(page), [], name);
    await picture(page, `decision-${name}-${size}`);
  }
}

const choose = (page, name) => page.getByRole('radio', { name: new RegExp(`^${name}$`) });

const status = async (id) => (await call(house, 'GET', `/v1/shares/${id}`)).status;

for (const locale of Object.keys(WORDS)) {
  test(`a guest decides in ${locale}: what lacks is told at its place, and the receipt says all of it`, async () => {
    const words = WORDS[locale];
    const it = await asked({ locale });
    const { page, complaints } = await enter(it, { look: (invitation) => look(invitation, `invitation-${locale}`) });
    await look(page, `step-${locale}`);
    await page.getByRole('button', { name: words.send }).click();
    await page.locator('[data-problem]:not([hidden])').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.matches('[data-problem]')), true);
    await choose(page, words.reject).check();
    await page.getByRole('button', { name: words.send }).click();
    await page.locator('[data-problem] a', { hasText: words.needed }).waitFor();
    assert.ok(await choose(page, words.reject).isChecked(), 'what was chosen stands');
    await look(page, `comment-missing-${locale}`);

    await page.getByLabel(words.comment).fill('The piles are too short.');
    await page.getByRole('button', { name: words.send }).click();
    await page.waitForURL('**/receipt');
    const receipt = await page.locator('main').innerText();
    for (const part of [words.received, /The piles are too short\./, /DWG-100 rev C\.pdf/, new RegExp(drawing.sha256)]) {
      assert.match(receipt, part);
    }
    await look(page, `receipt-${locale}`);
    assert.equal(await status(it.id), 'completed', 'the link covers one decision');
    await page.goto(`${house.api}/p/${it.id}`);
    await look(page, `over-${locale}`);
    assert.deepEqual(complaints.filter((line) => !line.includes('422')), []);
  });
}

test('a reload keeps the decision and its comment, and Back after a refusal leads to the page', async () => {
  const it = await asked({ further: [{ id: 'note', title: 'Note', fields: [{ id: 'n', label: 'N', type: 'short_text' }] }] });
  const { page } = await enter(it);
  const stands = async (decision, comment) => {
    assert.ok(await choose(page, decision).isChecked(), `${decision} stands`);
    assert.equal(await page.getByLabel('Comment on your decision').inputValue(), comment);
  };
  await choose(page, 'Reject').check();
  await page.getByLabel('Comment on your decision').fill('Too short.');
  await page.reload();
  await stands('Reject', 'Too short.');

  await page.getByLabel('Comment on your decision').fill('');
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.locator('[data-problem] a', { hasText: WORDS.en.needed }).waitFor();
  await page.getByLabel('Comment on your decision').fill('Too short, by half.');
  await page.reload();
  await stands('Reject', 'Too short, by half.');
  await page.goto(`${house.api}/i`);
  await page.goBack();
  await stands('Reject', 'Too short, by half.');
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.waitForURL('**/receipt');
  await it.push({}, 2);
  await page.goto(`${house.api}/p/${it.id}`);
  assert.equal(await page.locator(':checked').count(), 0, 'what was decided in an earlier cycle is not chosen again');
  assert.equal(await page.getByLabel('Comment on your decision').inputValue(), '');
});

test('without scripts a guest fills in and decides in one go, and no other button loses the decision', needs('javaScriptEnabled'), async () => {
  const fields = [{ id: 'weight', label: 'Weight in kg', type: 'number', required: true }];
  const it = await asked({ fields, permissions: ['fill_fields', 'comment'] });
  const { page } = await enter(it, { script: false });
  await choose(page, 'Approve with comments').check();
  await page.getByLabel('Comment on your decision').fill('Fine, mind the bolts.');
  await page.getByRole('button', { name: /^Save/ }).click();
  await page.getByText('Your decision is not sent yet').first().waitFor();
  assert.equal(await page.getByLabel('Comment on your decision').inputValue(), 'Fine, mind the bolts.');
  await page.getByRole('button', { name: 'Español' }).click();
  await page.getByRole('button', { name: WORDS.es.send }).click();
  await page.getByText('Su decisión no se ha enviado').first().waitFor();
  assert.ok(await choose(page, WORDS.es.approve).isChecked());
  await look(page, 'incomplete-without-scripts', false);
  await page.getByLabel('Weight in kg').fill('1200');
  await page.getByRole('button', { name: WORDS.es.send }).click();
  await page.waitForURL('**/receipt');
  assert.match(await page.locator('main').innerText(), /Fine, mind the bolts\.[^]*1\s?\.?200/);
  await look(page, 'receipt-without-scripts', false);
});

test('by keyboard alone, with an answer typed at the last moment', async () => {
  const fields = [{ id: 'note', label: 'Note', type: 'short_text', required: true }];
  const it = await asked({ fields, permissions: ['fill_fields'], step: { kind: 'approve' } });
  const { page } = await enter(it);
  const tabTo = async (found) => {
    for (let n = 0; n < 60; n += 1) {
      if (await page.evaluate(found)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`not reached: ${found}`);
  };
  await tabTo(() => document.activeElement.name === 'answers:review:note');
  await page.keyboard.type('Seen on site');
  await tabTo(() => document.activeElement.name === 'decision:review');
  await page.keyboard.press('Space');
  await tabTo(() => document.activeElement.value === 'decide');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/receipt');
  assert.match(await page.locator('main').innerText(), /Approve[^]*Seen on site/);
  assert.equal(await status(it.id), 'completed');
});

test('to take note there is nothing to choose', async () => {
  const it = await asked({ step: { kind: 'acknowledge' } });
  const { page } = await enter(it);
  assert.equal(await page.getByRole('radio').count(), 0);
  await look(page, 'take-note');
  await page.getByRole('button', { name: /^Confirm to Acme Engenharia: I have taken note/ }).click();
  await page.waitForURL('**/receipt');
});

test('where all decide, who has decided reads that others have not, and nothing can be sent again', async () => {
  const bea = { guest: 'bea@supplier.example' };
  const it = await asked({ step: { assignees: [ANA, bea], rule: 'all' } });
  const { page } = await enter(it);
  await look(page, 'among-several');
  await choose(page, 'Reject').check();
  for (const [language, told] of [['Español', 'Su decisión aún no se ha enviado'], ['English', 'Your decision is not sent yet']]) {
    await page.getByRole('button', { name: language }).click();
    await page.getByText(told).first().waitFor();
  }
  assert.ok(await choose(page, 'Reject').isChecked(), 'another language loses nothing');
  await choose(page, 'Approve').check();
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.waitForURL('**/receipt');
  assert.match(await page.locator('main').innerText(), /others have yet to decide/);
  await page.goto(`${house.api}/p/${it.id}`);
  await page.getByText('It is not settled yet').waitFor();
  assert.equal(await page.getByRole('radio').count(), 0);
  await look(page, 'not-settled');
});

test('a guest who comes second, or from whom the step was taken, keeps what they typed and reads how things stand', needs('visitors'), async () => {
  const bea = { guest: 'bea@supplier.example' };
  const it = await asked({ step: { assignees: [ANA, bea] } });
  const { page } = await enter(it);
  await choose(page, 'Approve').check();
  await page.getByLabel('Comment on your decision').fill('Good work.');
  const second = await call(house, 'POST', '/v1/shares', {
    project: 'procurement', scope: { type: 'tasks', run: it.run, tasks: ['review'] }, delivery: 'link',
    recipient: { name: 'Bea Lima', email: bea.guest, locale: 'en' }, permissions: ['read_files', 'respond'],
  });
  const { page: hers } = await enter({ ...second, locale: 'en' });
  await choose(hers, 'Reject').check();
  await hers.getByLabel('Comment on your decision').fill('Too short.');
  await hers.getByRole('button', { name: WORDS.en.send }).click();
  await hers.waitForURL('**/receipt');
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.getByText(/Bea Lima decided on .*: Rejected/).waitFor();
  assert.ok(await page.getByText('Approve: Good work.').isVisible());
  await look(page, 'came-second');

  const taken = await asked();
  const { page: other } = await enter(taken);
  await choose(other, 'Approve').check();
  await other.getByLabel('Comment on your decision').fill('Good work.');
  await taken.push({ assignees: [bea] });
  await other.getByRole('button', { name: WORDS.en.send }).click();
  await other.getByText('Approve: Good work.').waitFor();
  await look(other, 'taken-away');

  const revoked = await asked();
  const { page: dead } = await enter(revoked);
  await choose(dead, 'Approve').check();
  await dead.getByLabel('Comment on your decision').fill('Good work.');
  await call(house, 'POST', `/v1/shares/${revoked.id}/revoke`, {});
  await dead.getByRole('button', { name: WORDS.en.send }).click();
  await dead.getByText('Good work.').waitFor();
  await look(dead, 'revoked');
});

test('what changed since the page was read comes back as it is, with the decision that was typed', async () => {
  const it = await asked({ fields: [{ id: 'sheet', label: 'Sheet', type: 'short_text' }], permissions: ['fill_fields'] });
  const { page } = await enter(it);
  await choose(page, 'Approve').check();
  await page.getByLabel('Comment on your decision').fill('Good work.');
  const run = `/v1/projects/procurement/runs/${it.run}`;
  const { tasks: [task] } = await call(house, 'GET', run);
  const step = { kind: 'review', assignees: [ANA], due: DUE };
  const { id, title, fields } = task;
  await call(house, 'PUT', run, {
    title: 'Drawings of the port', tasks: [{ id, title, fields, references: [drawing.id], step, description: 'And sheet 4, too.' }],
  });
  await page.getByLabel('Sheet').fill('3');
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.getByText('has changed since you opened this page').first().waitFor();
  assert.ok(await page.getByText('And sheet 4, too.').isVisible());
  assert.ok(await choose(page, 'Approve').isChecked(), 'what was chosen stands');
  assert.equal(await page.getByLabel('Comment on your decision').inputValue(), 'Good work.');
  await look(page, 'changed-since');
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.waitForURL('**/receipt');
});

test('who types while a member decides reads who has, and that nothing of theirs was sent', async () => {
  const it = await asked({
    step: { assignees: [ANA, { member: 'carla' }] }, fields: [{ id: 'sheet', label: 'Sheet', type: 'short_text' }],
    permissions: ['fill_fields'],
  });
  const { page } = await enter(it);
  const { steps } = await call(house, 'GET', '/v1/steps');
  const step = `/v1/steps/${steps.find(({ run }) => run === it.run).id}`;
  const { basis } = await call(house, 'GET', step);
  await call(house, 'POST', `${step}/respond`, { decision: 'reject', basis, comment: 'Too short.' });
  await page.getByLabel('Sheet').fill('3');
  await choose(page, 'Approve').check();
  await page.getByRole('button', { name: WORDS.en.send }).click();
  await page.getByText(/Carla Mendes.? has decided here, at/).first().waitFor();
  await look(page, 'overtaken');
  await page.getByRole('link', { name: 'See how things stand' }).first().click();
  await page.getByText(/Carla Mendes decided on .*: Rejected/).waitFor();
});
