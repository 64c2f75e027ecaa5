// The page in Chromium, for the tests that drive it as a person would.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openChromium } from './chromium.ts';
import { testDirectory } from './container.ts';
import { run, runtime } from './runtime.ts';

export const PAGE_MS = 240_000;
const OPENED_MS = 60_000;
const lading = runtime('lading').command;

/** As crun and all of them write it: one member a line. */
export const pretty = (config: unknown): string => `${JSON.stringify(config, null, 2)}\n`;

export async function ask(...args: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run([...lading, ...args]);
  assert.equal(exitCode, 0, stderr);
  return stdout;
}

/** A bundle of its own for each config. */
export function bundleOf(name: string, config: string): string {
  const bundle = join(testDirectory(), name);
  mkdirSync(bundle, { recursive: true });
  writeFileSync(join(bundle, 'config.json'), config);
  return bundle;
}

export type Opener = {
  /** The path of a page without a question. */
  readonly blank: string;
  /** Opens a file, and fails when it asks for anything else or says an error. */
  readonly open: (file: string, options?: BrowserContextOptions) => Promise<Page>;
};

/** For the describe that calls it: a browser for all of its tests, whose pages are closed after each. */
export function usePage(): Opener {
  let browser: Browser;
  const blank = join(testDirectory(), 'blank.html');
  const opened: Page[] = [];
  before(async () => {
    await ask('web', '--html', blank);
    browser = await openChromium();
  });
  after(() => browser?.close());
  afterEach(async () => {
    for (const page of opened.splice(0)) await page.context().close();
  });
  const open: Opener['open'] = async (file, options = {}) => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      ...options,
    });
    const page = await context.newPage();
    opened.push(page);
    page.on('pageerror', (error) => assert.fail(`the page threw ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith('file:')) assert.fail(`the page asked for ${request.url()}`);
    });
    await page.goto(pathToFileURL(file).href);
    await page.locator('.summary').waitFor({ timeout: OPENED_MS });
    return page;
  };
  return { blank, open };
}

export const digestOf = (page: Page): Promise<string> =>
  page.locator('output[name=digest]').innerText();

export const editor = (page: Page): Locator =>
  page.getByRole('textbox', { name: 'config.json', exact: true });

/** Until the answer to what was last typed is shown. */
export async function settled(page: Page): Promise<void> {
  await page.waitForTimeout(50);
  await page.locator('.summary[aria-busy=false]').waitFor();
}

export async function type(page: Page, config: string): Promise<void> {
  await editor(page).fill(config);
  await settled(page);
}
