import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type FoundBrowser, findBrowser } from './browser.ts';

/** What was done, and the browser that starts now; `how` is null when none does, and `steps` says why. */
export type EnsuredBrowser = Omit<FoundBrowser, 'how' | 'browser'> & { how: string | null; steps: string[] };
/** Runs one command; resolves to null when it ended well, else to what went wrong. */
export type Runner = (command: string, args: string[], limitMs: number) => Promise<string | null>;

const minutes = 60_000;

const run: Runner = (command, args, limitMs) =>
  new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: limitMs,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    let last = '';
    child.stderr.on('data', (chunk: Buffer) => {
      last = `${last}${chunk}`.slice(-2000);
    });
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) =>
      resolve(code === 0 ? null : `${signal ?? `exit ${code}`}: ${last.trim().split('\n').at(-1) ?? ''}`),
    );
  });

const playwrightCli = (): string =>
  join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js');

const installs = (): { name: string; commands: [string, string[], number][] }[] => {
  const apt = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  return [
    ...(apt
      ? [
          {
            name: 'apt-get install chromium fonts-thai-tlwg',
            commands: [
              ['apt-get', ['update'], 3 * minutes],
              ['apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-thai-tlwg'], 8 * minutes],
            ] as [string, string[], number][],
          },
        ]
      : []),
    {
      name: 'playwright install chromium',
      commands: [[process.execPath, [playwrightCli(), 'install', 'chromium'], 8 * minutes]],
    },
  ];
};

/**
 * Makes sure that a browser starts: looks for one, else installs one by the system's means, each step with a time
 * limit. Never throws for a failed installation: the steps tell.
 */
export async function ensureBrowser(
  options: { find?: typeof findBrowser; run?: Runner } = {},
): Promise<EnsuredBrowser> {
  const find = options.find ?? findBrowser;
  const steps: string[] = [];
  let tried: FoundBrowser['tried'] = [];
  const look = async (): Promise<EnsuredBrowser | null> => {
    const { browser, ...found } = await find();
    tried = found.tried;
    if (browser) {
      await browser.close();
      return { ...found, steps };
    }
    steps.push(...tried.map((attempt) => `${attempt.how}: ${attempt.why}`));
    return null;
  };
  const there = await look();
  if (there) return there;
  for (const { name, commands } of installs()) {
    let failure: string | null = null;
    for (const [command, args, limit] of commands) failure ??= await (options.run ?? run)(command, args, limit);
    steps.push(failure === null ? `${name}: done` : `${name}: ${failure}`);
    const now = failure === null ? await look() : null;
    if (now) return now;
  }
  steps.push('Install Chromium, Chrome or Edge, or set OIT_BROWSER to the path of one.');
  return { how: null, version: '', tried, steps };
}
