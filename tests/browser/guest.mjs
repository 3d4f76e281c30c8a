// A guest who has come to the work, and what they do there.

import { call, visit } from './house.mjs';

export const FLOW = {
  title: 'Supplier onboarding: Souza Metais',
  tasks: [
    { id: 'details', title: 'Company details', fields: [
      { id: 'legal_name', label: 'Legal name', type: 'short_text', required: true, max_length: 40 },
      { id: 'founded', label: 'Founded on', type: 'date' },
      { id: 'employees', label: 'Number of employees', type: 'number', min: 1 },
      { id: 'true', label: 'All of this is true', type: 'checkbox' },
      { id: 'form', label: 'Legal form', type: 'single_choice', options: [
        { value: 'ltda', label: 'Limitada' }, { value: 'sa', label: 'Sociedade anônima' }] }] },
    { id: 'papers', title: 'Papers', fields: [
      { id: 'articles', label: 'Articles of association', type: 'file', required: true, extensions: ['pdf', 'jpg'], max: 3 },
      { id: 'more', label: 'Anything else', type: 'file', min: 1, max: 5 }] },
  ],
};

let runs = 0;

/** A guest of a flow of their own, in the work. */
export async function enterWork(house, { flow = FLOW, tasks = ['details', 'papers'], locale = 'en', ...how } = {}) {
  const { password, look, keyboard, ...browser } = how;
  runs += 1;
  const run = `flow-${runs}`;
  await call(house, 'PUT', `/v1/projects/procurement/runs/${run}`, flow);
  const { id, link } = await call(house, 'POST', '/v1/shares', {
    project: 'procurement',
    scope: { type: 'tasks', run, tasks },
    recipient: { name: 'Ana Souza', email: 'ana@supplier.example', locale },
    permissions: ['fill_fields', 'upload_files', 'read_files', 'download_files', 'comment', 'complete_task'],
    delivery: 'link',
    password,
  });
  const visitor = await visit(house, browser);
  const { page } = visitor;
  page.setDefaultTimeout(10_000);
  await page.goto(link);
  if (how.script === false) {
    await page.locator('[name=token]').fill(link.split('#')[1]);
    await page.getByRole('button').first().click();
  }
  await look?.(page);
  if (keyboard) {
    await page.locator('#consent').waitFor();
    while (await page.evaluate(() => document.activeElement?.id) !== 'consent') await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
  } else {
    await page.locator('#consent').check();
    await page.locator('main form button.primary').last().click();
  }
  await page.waitForURL(`**/p/${id}`);
  return { ...visitor, id, link, run, details: page.locator('#task-details'), papers: page.locator('#task-papers') };
}

/** Answers as the portal holds them. */
export async function held(house, guest) {
  const { tasks } = await call(house, 'GET', `/v1/projects/procurement/runs/${guest.run}`);
  return tasks.find((task) => task.id === 'details').answers;
}

export const check = (task) => task.getByRole('button', { name: /Check and send/ }).click();

export const chooser = (papers) => papers.locator('[id="f:papers:articles"]');
