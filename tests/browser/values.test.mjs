// What a guest types into a number is read by the portal, which says how where it can be meant in two ways.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { open } from './house.mjs';
import { enterWork } from './guest.mjs';

const FLOW = { title: 'Values', tasks: [{ id: 'details', title: 'Sheet', fields: [
  { id: 'amount', label: 'Amount', type: 'number', required: true },
  { id: 'pick', label: 'Pick', type: 'multiple_choice', min: 2, max: 2, options: [
    { value: 'a', label: 'A' }, { value: 'b', label: 'B' }, { value: 'c', label: 'C' }] }] }] };

let house;
before(async () => { house = await open(); });
after(() => house.close());

for (const [locale, typed, beside, checked] of [
  ['en', '1.500', 'Read as 1 and 500 thousandths. For 1500, type 1500.', '1.500 (1 and 500 thousandths)'],
  ['es', '1,500', 'Se lee como 1 y 500 milésimas. Para 1500, escriba 1500.', '1,500 (1 y 500 milésimas)'],
  ['pt-BR', '1.500', 'Lido como o número inteiro 1500. Para 1,5, digite 1,5.', '1500 (número inteiro)'],
]) {
  test(`${typed} is said back in ${locale}`, async () => {
    const { page, details, context } = await enterWork(house, { flow: FLOW, tasks: ['details'], locale, width: 360 });
    const amount = details.locator('[data-field=amount]');
    await amount.locator('input').fill(typed);
    await amount.getByText(beside).waitFor();
    await amount.locator('input').fill('1 500');
    await amount.getByText(beside).waitFor({ state: 'detached' });
    await amount.locator('input').fill(typed);
    await amount.getByText(beside).waitFor();
    await details.locator('button[data-check]').click();
    await page.waitForURL('**?check=details');
    assert.ok((await page.locator('dl.check').innerText()).replace(/[\u2068\u2069]/g, '').includes(checked));
    await context.close();
  });
}
