// The hash that the page makes of a file part by part is the one that everybody makes of the whole.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Sha256 } from '../../functions/portal/assets/sha256.js';

const bytes = (length) => Uint8Array.from({ length }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
const whole = (data) => createHash('sha256').update(data).digest('hex');

test('parts of every size around a block hash as the whole does', () => {
  for (const length of [0, 1, 55, 56, 63, 64, 65, 119, 120, 127, 128, 1000, 70_001]) {
    const data = bytes(length);
    for (const part of [1, 7, 63, 64, 65, 4096]) {
      const hash = new Sha256();
      for (let at = 0; at < length; at += part) hash.update(data.subarray(at, at + part));
      assert.equal(hash.end(), whole(data), `${length} bytes by ${part}`);
    }
  }
});
