// Words that are longer than the window is wide: addresses, compounds, names of files. Nothing sticks out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { call, file, fits, open, picture, visit } from './house.mjs';

let house;
before(async () => { house = await open(); });
after(async () => { await house.close(); });

const COMPOUND = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const ADDRESS = `https://acme.example/sites/procurement/${'Shared%20Documents-'.repeat(8)}drawing.pdf`;

const FLOW = {
  title: COMPOUND,
  tasks: [
    { id: 'details', title: COMPOUND, fields: [
      { id: 'where', label: COMPOUND, type: 'short_text', required: true },
      { id: 'scan', label: 'Scan', type: 'file', required: true, extensions: ['pdf'] }] },
    { id: 'review', title: `${COMPOUND}e`, after: ['details'], fields: [] },
  ],
};

const SIZES = { phone: { width: 360, height: 740 }, screen: { width: 1280, height: 900 } };

test('what a guest reads breaks where it has to, at 360 and at 1280 pixels', async () => {
  await call(house, 'PUT', '/v1/projects/procurement/runs/long', FLOW);
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run: 'long', tasks: ['details', 'review'] },
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale: 'en' },
    permissions: ['fill_fields', 'upload_files', 'read_files', 'comment', 'complete_task'],
    delivery: 'link',
  });
  const { page } = await visit(house);
  const sticksOut = [];
  const look = async (name) => {
    for (const [way, size] of Object.entries(SIZES)) {
      await page.setViewportSize(size);
      if (!await fits(page)) sticksOut.push(`${name}, ${way}`);
      await picture(page, `long-${name}-${way}`);
    }
  };
  await page.goto(link);
  await page.getByRole('button', { name: 'Continue' }).waitFor();
  await look('invitation');
  await page.getByLabel(/privacy notice/).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL(`**/p/${id}`);
  await page.getByRole('textbox', { name: COMPOUND }).fill(ADDRESS);
  await page.locator('#task-details input[type=file]').first().setInputFiles(file(`${'scan'.repeat(30)}.pdf`, 2_000));
  await page.getByText(/^Received/).first().waitFor();
  await look('work');
  await page.getByRole('button', { name: /Check and send to Acme/ }).first().click();
  await page.getByRole('button', { name: /^Send to Acme/ }).waitFor();
  await look('check');
  await page.getByRole('button', { name: /^Send to Acme/ }).click();
  await page.waitForURL('**/receipt');
  await look('receipt');
  assert.deepEqual(sticksOut, []);
});
