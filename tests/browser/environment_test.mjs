// What the browser may lack or do to us: no WebGL 2, no lasting storage, a second window, a session that was revoked; and
// what an idle app costs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Browser } from './support/chromium.mjs';
import { laptop } from './support/sizes.mjs';
import { Server } from './support/server.mjs';
import { Xingke, eventually } from './support/xingke.mjs';

let server;

before(async () => {
  server = await Server.start();
});

after(async () => {
  await server?.remove();
});

async function withBrowser(work, options = {}) {
  const browser = await Browser.start(laptop, options);
  try {
    await work(browser, new Xingke(browser.page));
  } finally {
    await browser.remove();
  }
}

test('without WebGL 2 there is a page that says so', async () => {
  await withBrowser(async (browser) => {
    await browser.page.addInitScript(() => {
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        return kind === 'webgl2' ? null : original.call(this, kind, ...rest);
      };
    });
    await browser.page.goto(server.url);
    const panel = browser.page.locator('#panel[data-kind=no_webgl]');
    await panel.waitFor();
    assert.match(await panel.textContent(), /WebGL 2/);
  });
});

test('the sign-in page needs only the first part of the app; signing in waits for the rest', async () => {
  await withBrowser(async (browser, app) => {
    let letThrough;
    const isWanted = new Promise((resolve) => (letThrough = resolve));
    let isAsked = false;
    await browser.page.route('**/rest.*.wasm', async (route) => {
      isAsked = true;
      await isWanted;
      await route.continue();
    });
    await app.open(server.url);
    await app.type('账号', 'sales');
    await app.type('密码', 'xingke-demo');
    await app.press('button', '登录');
    await app.seeText('正在登录');
    assert.ok(isAsked);
    letThrough();
    await app.see('link', '客户');
    assert.deepEqual(browser.problems, []);
  });
});

test('without lasting storage the app works and says that nothing is kept', async () => {
  await withBrowser(async (browser, app) => {
    // As a browser that refuses: managed profiles and private windows throw just here.
    await browser.page.route('**/data_worker*.js', async (route) => {
      const response = await route.fetch();
      const refusing = `Object.defineProperty(StorageManager.prototype, 'getDirectory',
        { value() { return Promise.reject(new DOMException('refused', 'SecurityError')); } });\n`;
      await route.fulfill({ response, body: refusing + (await response.text()) });
    });
    await app.open(server.url);
    await app.seeText('这个浏览器不能保存数据');
    await app.signIn('sales');
    await app.see('button', /未保存在本机/);
  });
});

test('a second window offers to take over, and loses nothing', async () => {
  await withBrowser(async (browser, first) => {
    await first.open(server.url);
    await first.signIn('sales');
    await first.press('link', '客户');
    await first.press('button', '新建客户');
    await first.type('客户名称', '两个窗口贸易有限公司');
    await first.press('button', '保存');
    await first.see('heading', '两个窗口贸易有限公司');

    const page = await browser.context.newPage();
    browser.watch(page);
    const second = new Xingke(page);
    await page.goto(server.url);
    await page.locator('#panel[data-kind=other_window]').waitFor();
    await page.getByRole('button', { name: /在此窗口使用/ }).click();
    await first.page.locator('#panel[data-kind=handed_over]').waitFor();
    await second.ready();
    await second.press('link', '客户');
    await second.see('row', /两个窗口贸易有限公司/);
    assert.deepEqual(browser.problems, []);
  });
});

test('a revoked session asks to sign in again; unsynced work stays and is sent afterwards', async () => {
  await withBrowser(async (browser, app) => {
    await app.open(server.url);
    await app.signIn('sales');
    await app.see('button', /^已同步/);
    server.command('session', 'revoke', '--login', 'sales');
    await app.press('link', '客户');
    await app.press('button', '新建客户');
    await app.type('客户名称', '会话失效仪器有限公司');
    await app.press('button', '保存');
    await app.seeText('登录已失效');
    await app.seeText('会话失效仪器有限公司');
    await app.type('密码', 'xingke-demo');
    await app.press('button', '登录');
    await app.see('button', /^已同步/);
    assert.deepEqual(browser.problems, []);
  });
});

test('an idle app draws no frames', async () => {
  await withBrowser(async (browser, app) => {
    await app.open(server.url);
    await app.signIn('sales');
    await app.see('button', /^已同步/);
    // Until what the sign-in set moving has come to rest.
    await eventually('the app to come to rest', async () => {
      const before = await app.frames();
      await new Promise((resolve) => setTimeout(resolve, 1500));
      return (await app.frames()) === before;
    }, 20_000);
    const devtools = await browser.context.newCDPSession(browser.page);
    await devtools.send('Performance.enable');
    const busyOf = async () => (await devtools.send('Performance.getMetrics')).metrics.find((one) => one.name === 'TaskDuration').value;
    const before = await app.frames();
    const busy = await busyOf();
    await new Promise((resolve) => setTimeout(resolve, 10_000));
    const percent = (((await busyOf()) - busy) / 10) * 100;
    assert.equal(await app.frames(), before);
    console.log(`# an idle page kept ${percent.toFixed(2)} % of a core busy for ten seconds`);
  });
});

test('input is on the screen within two frames', async () => {
  await withBrowser(async (browser, app) => {
    await app.open(server.url);
    await app.signIn('sales');
    await app.press('link', '客户');
    await app.see('row', /./);
    // Counts the browser's frames from each event to the first frame of the app that was drawn after it.
    await browser.page.evaluate(() => {
      globalThis.waits = [];
      const begin = (event) => {
        const drawn = globalThis.xingke.frames;
        let count = 0;
        const look = () => {
          if (globalThis.xingke.frames > drawn) globalThis.waits.push([event.type, count]);
          else if (++count < 20) requestAnimationFrame(look);
          else globalThis.waits.push([event.type, count]);
        };
        queueMicrotask(look);
      };
      for (const type of ['wheel', 'keydown', 'pointerdown']) addEventListener(type, begin, { capture: true });
    });
    const { mouse, keyboard } = browser.page;
    await mouse.move(800, 500);
    await mouse.wheel(0, 300);
    await keyboard.press('Tab');
    await keyboard.press('g');
    await mouse.click(800, 300);
    const waits = await eventually('every event to be drawn', async () => {
      const found = await browser.page.evaluate(() => globalThis.waits);
      return found.length >= 4 && found;
    });
    for (const [type, count] of waits) assert.ok(count <= 2, `${type} was seen after ${count} frames`);
  });
});
