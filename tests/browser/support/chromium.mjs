// Chromium with a real profile folder (in the default context it keeps the origin-private file system in memory, and
// nothing that we promise about storage could be tested).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { laptop } from './sizes.mjs';

const require = createRequire(process.env.XINGKE_NODE + '/');
const { chromium } = require('playwright-core');

const flags = [
  '--headless=new', '--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  '--force-color-profile=srgb', '--font-render-hinting=none',
];

export class Browser {
  static async start(size = laptop, options = {}) {
    const browser = new Browser();
    browser.size = size;
    browser.options = options;
    browser.profile = mkdtempSync(join(tmpdir(), 'xingke-profile-'));
    await browser.open();
    return browser;
  }

  // Starts with the same profile again, as after a crash.
  async open() {
    this.context = await chromium.launchPersistentContext(this.profile, {
      executablePath: '/usr/bin/chromium',
      headless: true,
      args: [...flags, ...(this.options.flags ?? [])],
      viewport: { width: this.size.width, height: this.size.height },
      hasTouch: this.size.touch,
      deviceScaleFactor: this.options.scale ?? 1,
      locale: this.options.locale ?? 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      colorScheme: this.options.dark ? 'dark' : 'light',
      serviceWorkers: 'allow',
    });
    this.page = this.context.pages()[0] ?? (await this.context.newPage());
    this.watch(this.page);
  }

  watch(page) {
    this.problems ??= [];
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/net::ERR_|Failed to load resource|WebSocket connection/.test(message.text())) {
        this.problems.push(message.text());
      }
      if (process.env.XINGKE_TRACE) console.log('console:', message.text());
    });
  }

  async setOffline(isOffline) {
    await this.context.setOffline(isOffline);
  }

  // SIGKILL to every process of this browser: no handler runs, nothing is flushed.
  kill() {
    const ids = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(this.profile) && !line.includes('ps -eo'))
      .map((line) => Number(line.trim().split(' ')[0]));
    for (const id of ids) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // It went down with its parent.
      }
    }
    this.context = null;
    return ids.length;
  }

  async close() {
    await this.context?.close();
    this.context = null;
  }

  async remove() {
    await this.close();
    rmSync(this.profile, { recursive: true, force: true });
  }
}
