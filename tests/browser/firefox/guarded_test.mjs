// A browser that keeps devices from being recognised: what is drawn on a canvas cannot be read back there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser, Xingke } from '../support/firefox.mjs';
import { decodePng, squares } from '../support/picture.mjs';
import { Server } from '../support/server.mjs';
import { laptop } from '../support/sizes.mjs';

let server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.remove();
});

// The sign-in page, and whether a canvas gives back what was painted on it.
async function look(preferences) {
  const browser = await Browser.start(laptop, preferences);
  try {
    const app = new Xingke(browser.page);
    await app.open(server.url);
    await app.see('textbox', '账号');
    const readsBack = await browser.page.evaluate(() => {
      const context = document.createElement('canvas').getContext('2d');
      context.fillRect(0, 0, 8, 8);
      return [...context.getImageData(0, 0, 8, 8).data].every((value, at) => value === (at % 4 === 3 ? 255 : 0));
    });
    return { readsBack, picture: decodePng(await browser.page.screenshot()) };
  } finally {
    await browser.remove();
  }
}

test('text is as legible where canvases cannot be read', async () => {
  const open = await look({});
  const guarded = await look({ 'privacy.resistFingerprinting': true, 'privacy.spoof_english': 1 });
  assert.deepEqual([open.readsBack, guarded.readsBack], [true, false]);
  const [there, here] = [squares(open.picture), squares(guarded.picture)];
  const background = there[0];
  const isInk = (brightness) => Math.abs(brightness - background) > 32;
  assert.ok(there.filter(isInk).length > 100, 'there is something to see');
  const other = there.filter((brightness, at) => Math.abs(brightness - here[at]) > 48).length;
  assert.equal(other, 0, `${other} squares look otherwise`);
});
