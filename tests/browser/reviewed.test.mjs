// A guest who decides reads what was sent before: in a tab of its own, on a phone and a screen, in each language.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
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
const NAME = (locale) => `DWG-100 foundations, sheet 3 of 12, as built and surveyed on site rev C (${locale}).pdf`;
const FLOW = {
  title: 'Drawings of the port',
  tasks: [
    {
      id: 'draft', title: 'Drawings and load', description: 'All sheets of the foundations.',
      fields: [
        { id: 'load', label: 'Design load in kN', type: 'number' },
        { id: 'remarks', label: 'Remarks', type: 'long_text' },
        { id: 'checked', label: 'Checked by', type: 'short_text' },
        { id: 'sheets', label: 'Sheets', type: 'file' },
      ],
      step: { kind: 'work', assignees: [{ member: 'carla' }] },
    },
    {
      id: 'review', title: 'Review of DWG-100', after: ['draft'],
      step: { kind: 'review', assignees: [{ guest: 'ana@supplier.example' }], reviews: ['draft'] },
    },
  ],
};
const WORDS = {
  en: { privacy: /privacy notice/, go: 'Continue', link: /^“Drawings and load”: what was sent/, sent: /Sent by Carla/, fetch: /^Download/ },
  'pt-BR': { privacy: /aviso de privacidade/, go: 'Continuar', link: /^“Drawings and load”: o que foi enviado/, sent: /Enviado por Carla/, fetch: /^Baixar/ },
  es: { privacy: /aviso de privacidad/, go: 'Continuar', link: /^«Drawings and load»: lo que se envió/, sent: /Enviado por Carla/, fetch: /^Descargar/ },
};

/** The run, in which Carla has sent the drawings, and a guest's link to review them. */
async function sent(locale) {
  const run = `port-${locale.toLowerCase()}`;
  await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, FLOW);
  const { steps } = await call(house, 'GET', '/v1/steps');
  const step = `/v1/steps/${steps.find((one) => one.run === run).id}`;
  const answers = { load: '12500.75', remarks: 'Piles 3 and 4 were moved.\n\nSee sheet 3.' };
  await call(house, 'POST', `${step}/draft`, { base: 0, answers });
  const bytes = Buffer.from(`%PDF-1.7 ${NAME(locale)}`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const about = { field: 'sheets', name: NAME(locale), type: 'application/pdf', size: bytes.length, sha256 };
  const { id, url, method, headers } = await call(house, 'POST', `${step}/uploads`, about);
  await fetch(url, { method, headers, body: bytes });
  await call(house, 'POST', `${step}/uploads/${id}/settle`, {});
  const { basis } = await call(house, 'GET', step);
  await call(house, 'POST', `${step}/complete`, { basis });
  const share = await call(house, 'POST', '/v1/shares', {
    project: 'procurement', scope: { type: 'tasks', run, tasks: ['review'] }, delivery: 'link',
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale },
    permissions: ['read_files', 'download_files', 'respond'],
  });
  return { ...share, sha256 };
}

async function look(page, name) {
  for (const [size, dimensions] of Object.entries(SIZES)) {
    await page.setViewportSize(dimensions);
    assert.ok(await fits(page), `${name} sticks out on a ${size}`);
    assert.deepEqual(await findings(page), [], name);
    await picture(page, `reviewed-${name}-${size}`);
  }
}

for (const locale of Object.keys(WORDS)) {
  test(`what is under review is read beside the decision in ${locale}, and its files are fetched`, needs('download', 'visitors'), async () => {
    const words = WORDS[locale];
    const { link, id, sha256 } = await sent(locale);
    const { context, page, complaints } = await visit(house, SIZES.phone);
    page.setDefaultTimeout(10_000);
    await page.goto(link);
    await page.getByLabel(words.privacy).check();
    await page.getByRole('button', { name: words.go }).click();
    await page.waitForURL(`**/p/${id}`);
    await look(page, `step-${locale}`);
    const opened = context.waitForEvent('page');
    await page.getByRole('link', { name: words.link }).click();
    const tab = await opened;
    await tab.waitForURL('**/reviewed/draft');
    const told = await tab.locator('main').innerText();
    for (const part of [words.sent, /12[.,\s]500[.,]75/, /Piles 3 and 4 were moved\./, new RegExp(sha256)]) assert.match(told, part);
    await look(tab, locale);
    const fetched = tab.waitForEvent('download');
    await tab.getByRole('button', { name: words.fetch }).click();
    assert.equal((await fetched).suggestedFilename(), NAME(locale));
    assert.equal(new URL(page.url()).pathname, `/p/${id}`, 'the form of the decision stays where it was');
    assert.deepEqual(complaints, []);
  });
}
