import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The built program; another build can be named to be tested in its place. */
const cli = process.env.OIT_CLI ?? join(root, 'dist/cli.js');

/** Builds the program when nobody has. */
export const ensureBuilt = (): void => {
  if (existsSync(cli)) return;
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
};

export type Ended = { code: number | null; stdout: string; stderr: string };

/** Starts the program; `ended` holds what it said and its exit code. */
export const start = (
  args: readonly string[],
  cwd = root,
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ended: Promise<Ended> } => {
  const child = spawn(process.execPath, [cli, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((done) => child.on('close', (code) => done({ code, stdout, stderr })));
  return { child, ended };
};

export const oit = (...args: string[]): Promise<Ended> => start(args).ended;

type Submitted = Record<string, string[]>;

/** Writes the manifest of an invented municipality; returns its folder. */
export const writeManifest = async (folder: string, website: string, items: Submitted): Promise<string> => {
  const lines = [
    'agency:',
    '  id: baan',
    '  name: เทศบาลตำบลบ้านตัวอย่าง',
    '  type: subdistrict-municipality',
    '  province: เลย',
    `  website: ${website}`,
    'fiscalYear: 2568',
    'divisions:',
    '  - id: palad',
    '    name: สำนักปลัดเทศบาล',
    'items:',
    ...Object.entries(items).flatMap(([id, urls]) => [
      `  ${id}:`,
      '    urls:',
      ...urls.map((url) => `      - ${url}`),
      '    division: palad',
    ]),
  ];
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'manifest.yaml'), `${lines.join('\n')}\n`);
  return folder;
};
