// Firefox over WebDriver BiDi, with a real profile folder; the same face as chromium.mjs and xingke.mjs have, so that one
// main job runs in both engines.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from './xingke.mjs';

const require = createRequire(process.env.XINGKE_NODE + '/');
const puppeteer = require('puppeteer-core');
const patience = 20_000;

export class Browser {
  static async start(size, preferences = {}) {
    const browser = new Browser();
    browser.size = size;
    browser.preferences = preferences;
    browser.profile = mkdtempSync(join(tmpdir(), 'xingke-firefox-'));
    browser.problems = [];
    await browser.open();
    return browser;
  }

  async open() {
    this.driver = await puppeteer.launch({
      browser: 'firefox',
      executablePath: '/usr/bin/firefox-esr',
      headless: true,
      userDataDir: this.profile,
      // Headless there is no screen to ask for OpenGL: Mesa draws into memory by EGL.
      env: { ...process.env, MOZ_WEBGL_FORCE_EGL: '1', EGL_PLATFORM: 'surfaceless' },
      defaultViewport: { width: this.size.width, height: this.size.height },
      extraPrefsFirefox: {
        'webgl.force-enabled': true, 'gfx.x11-egl.force-enabled': true, 'intl.locale.requested': 'zh-CN', 'intl.accept_languages': 'zh-CN, zh',
        // After a long outage Firefox holds a new WebSocket back for up to a minute; until then the app polls.
        'network.websocket.delay-failed-reconnects': false,
        'browser.shell.checkDefaultBrowser': false, 'datareporting.policy.dataSubmissionEnabled': false,
        'app.update.enabled': false, 'network.captive-portal-service.enabled': false, 'network.connectivity-service.enabled': false,
        ...this.preferences,
      },
    });
    this.page = await this.driver.newPage();
    this.page.on('pageerror', (error) => {
      // How Firefox says that the wire is cut.
      if (!/can’t establish a connection to the server at ws:/.test(String(error))) this.problems.push(String(error));
    });
    this.page.on('console', (message) => {
      if (process.env.XINGKE_TRACE) console.log('console:', message.text());
    });
  }

  // BiDi has no switch for it that workers obey; the wire is cut all the same (server.mjs).
  async setOffline() {}

  kill() {
    const ids = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes('firefox'))
      .map((line) => Number(line.trim().split(' ')[0]))
      .filter((id) => id !== process.pid && this.isOurs(id));
    for (const id of ids) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // It went down with its parent.
      }
    }
    this.driver = null;
    return ids.length;
  }

  // Content processes do not name the profile: their parent does.
  isOurs(id) {
    try {
      const args = execFileSync('ps', ['-o', 'args=', '-p', String(id)], { encoding: 'utf8' });
      if (args.includes(this.profile)) return true;
      const parent = execFileSync('ps', ['-o', 'ppid=', '-p', String(id)], { encoding: 'utf8' }).trim();
      return Number(parent) > 1 && this.isOurs(Number(parent));
    } catch {
      return false;
    }
  }

  async close() {
    await this.driver?.close();
    this.driver = null;
  }

  async remove() {
    await this.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}

// Where a node of the semantics tree is drawn; null when there is none. Runs in the page.
function place(role, wanted) {
  const name = wanted.pattern === undefined ? null : new RegExp(wanted.pattern);
  for (const node of document.querySelectorAll(`[role="${role}"]`)) {
    const label = node.getAttribute('aria-label') ?? node.textContent ?? '';
    if (node.hidden || (name ? !name.test(label) : label !== wanted.text)) continue;
    const rect = node.getBoundingClientRect();
    return { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2, text: node.textContent };
  }
  return null;
}

const wantedOf = (name) => (name instanceof RegExp ? { pattern: name.source } : { text: name });

export class Xingke {
  constructor(page) {
    this.page = page;
  }

  async open(url, fragment = '') {
    await this.page.goto(url + '/' + fragment, { waitUntil: 'load' });
    await this.ready();
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  async ready() {
    await eventually('the first frame', () => this.page.evaluate(() => globalThis.xingke?.ready === true), 60_000);
  }

  async find(role, name) {
    return this.page.evaluate(place, role, wantedOf(name));
  }

  async see(role, name, options = {}) {
    return eventually(`${role} ${name}`, () => this.find(role, name), options.timeout ?? patience);
  }

  async seeText(text, options = {}) {
    await eventually(`“${text}”`, () => this.page.evaluate((wanted) =>
      [...document.querySelectorAll('#semantics *')].some((node) => node.textContent.includes(wanted) ||
        ['aria-label', 'aria-description'].some((name) => node.getAttribute(name)?.includes(wanted))), text),
    options.timeout ?? patience);
  }

  async press(role, name) {
    let at = await this.see(role, name);
    const { width, height } = this.page.viewport();
    // A field scrolls under the page's bar of decisions; a button may stand in it.
    const lowest = role === 'textbox' ? height - 90 : height;
    for (let turn = 0; turn < 60 && (at.y < 0 || at.y > lowest); turn++) {
      await this.page.mouse.move(Math.min(Math.max(at.x, 300), width - 20), height / 2);
      await this.page.mouse.wheel({ deltaY: at.y < 0 ? -240 : 240 });
      await new Promise((resolve) => setTimeout(resolve, 60));
      at = (await this.find(role, name)) ?? at;
    }
    at = await this.atRest(role, name, at);
    await this.page.mouse.click(at.x, at.y);
  }

  // Where it is once the scrolling has ended: twice in a row at the same place.
  async atRest(role, name, seen) {
    let before = null;
    let at = seen;
    await eventually(`${role} ${name} at rest`, async () => {
      before = at;
      await new Promise((resolve) => setTimeout(resolve, 60));
      at = (await this.find(role, name)) ?? at;
      return at.x === before.x && at.y === before.y;
    });
    return at;
  }

  async type(label, text, options = {}) {
    await this.press(options.role ?? 'textbox', label);
    await eventually('the field to be entered', () => this.page.evaluate(() => document.activeElement?.classList.contains('editor')));
    await this.page.keyboard.down('Control');
    await this.page.keyboard.press('a');
    await this.page.keyboard.up('Control');
    await this.page.keyboard.type(text);
  }

  async chooseFile(role, name, path) {
    const [chooser] = await Promise.all([this.page.waitForFileChooser({ timeout: patience }), this.press(role, name)]);
    await chooser.accept([path]);
  }

  async signIn(login, password = 'xingke-demo') {
    await this.type('账号', login);
    await this.type('密码', password);
    await this.press('button', '登录');
    await this.see('navigation', /./);
  }
}
