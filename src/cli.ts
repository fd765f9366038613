#!/usr/bin/env node
import { createInterface } from 'node:readline';
import { setFlagsFromString } from 'node:v8';
import { Command, InvalidArgumentError, Option } from 'commander';
import { tool } from './commands/about.ts';
import type { EvaluateOptions } from './commands/evaluate.ts';
import { type Exit, exits, type Io } from './commands/io.ts';
import { parsePages } from './commands/page-range.ts';
import type { PlanOptions } from './commands/plan.ts';
import type { ReviewOptions } from './commands/review.ts';
import { UserError } from './model/errors.ts';
import { languages } from './model/text.ts';

type Common = { lang: (typeof languages)[number]; json?: boolean; quiet?: boolean };

// Judging a large site makes much garbage. V8 would rather let the heap double than clear it away, at no gain in time.
setFlagsFromString('--heap-growing-percent=20');

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () =>
    stop.abort(new UserError('Stopped. What was fetched is kept; the next run goes on from there.')),
  );
}

// Whoever reads the output may stop reading, as `| head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exits.fine);
    throw error;
  });
}

const ioFor = ({ lang, json, quiet }: Common): Io => ({
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  language: lang,
  json: json === true,
  quiet: quiet === true,
  columns: Math.min(process.stdout.columns || process.stderr.columns || 80, 100),
  colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
  live: process.stderr.isTTY === true,
  now: () => new Date(),
  signal: stop.signal,
});

const year = (text: string): number => {
  if (!/^25\d\d$/u.test(text)) throw new InvalidArgumentError('a Buddhist year such as 2568');
  return Number(text);
};

const score = (text: string): number => {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value <= 100)) throw new InvalidArgumentError('a score from 0 to 100');
  return value;
};

const count = (text: string): number => {
  const value = Number(text);
  if (!/^\d+$/u.test(text) || value < 1) throw new InvalidArgumentError('a whole number from 1');
  return value;
};

const pageList = (text: string): number[] => {
  const pages = parsePages(text);
  if (pages === null) throw new InvalidArgumentError('pages such as 3 or 1-3,7');
  return pages;
};

const many = (value: string, before: string[] = []): string[] => [...before, value];

const program = new Command()
  .name('oit')
  .description(
    'ตรวจเว็บไซต์ของเทศบาลตามรายการเปิดเผยข้อมูล OIT ของการประเมิน ITA พร้อมหลักฐาน\nChecks a municipality’s website against the OIT items of the ITA assessment, with evidence.',
  )
  .version(tool.version)
  .showHelpAfterError('(oit --help)')
  .exitOverride()
  .configureHelp({ showGlobalOptions: true });

let exit: Exit = exits.fine;

/** Readers and browser take a second to load, so a command is loaded only when it is called. */
const load = {
  audit: () => import('./commands/audit.ts'),
  calibrate: () => import('./commands/calibrate.ts'),
  check: () => import('./commands/check.ts'),
  demo: () => import('./commands/demo.ts'),
  doctor: () => import('./commands/doctor.ts'),
  evaluate: () => import('./commands/evaluate.ts'),
  plan: () => import('./commands/plan.ts'),
  read: () => import('./commands/read.ts'),
  review: () => import('./commands/review.ts'),
  rules: () => import('./commands/rules.ts'),
  runs: () => import('./commands/runs.ts'),
};

/** Asks the person at the terminal; the end of the input is no answer. Input that nobody asks for is left alone. */
const terminalQuestions = () => {
  const open = () => createInterface({ input: process.stdin, output: process.stderr });
  let lines: ReturnType<typeof open> | undefined;
  let answers: AsyncIterator<string> | undefined;
  return {
    ask: async (prompt: string): Promise<string | null> => {
      lines ??= open();
      answers ??= lines[Symbol.asyncIterator]();
      process.stderr.write(prompt);
      const answer = await answers.next();
      return answer.done ? null : answer.value;
    },
    close: (): void => lines?.close(),
  };
};

/** A command with the options that all share; its work decides the exit code. */
const command = (parent: Command, name: string, description: string): Command =>
  parent
    .command(name)
    .description(description)
    .exitOverride()
    .addOption(new Option('--lang <language>', 'ภาษาของรายงานและข้อความ').choices(languages).default('th'))
    .option('--json', 'ผลเป็น JSON ทาง stdout')
    .option('--quiet', 'ไม่แสดงความคืบหน้า');

const gathering = (one: Command): Command =>
  one
    .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
    .option('--fail-under <score>', 'exit 1 เมื่อคะแนน OIT ที่คาดต่ำกว่านี้', score)
    .addOption(new Option('--fail-on <outcome>', 'exit 1 เมื่อมีข้อที่เป็นผลนี้').choices(['failed', 'cantTell']))
    .option('--allow-host <host>', 'ยอมให้เปิดโฮสต์ที่อยู่ในเครือข่ายภายใน (ใส่ซ้ำได้)', many)
    .option('--no-browser', 'ไม่ใช้เบราว์เซอร์')
    .option('--no-screenshots', 'ไม่เก็บภาพของหน้าเว็บที่ใช้เป็นหลักฐานและของจุดในเอกสารที่คนต้องดู')
    .option('--keep <runs>', 'จำนวนการตรวจที่เก็บไว้ เก่ากว่านั้นลบ (ค่าเดิม 400)', count)
    .option('--spacing <ms>', 'เวลาห่างขั้นต่ำระหว่างคำขอไปยังเว็บไซต์เดียวกัน (มิลลิวินาที ค่าเดิม 25)', count);

type Gathering = Common & {
  out: string;
  failUnder?: number;
  failOn?: 'failed' | 'cantTell';
  allowHost?: string[];
  browser: boolean;
  screenshots?: boolean;
  keep?: number;
  spacing?: number;
  fiscalYear?: number;
};

const gatherOptions = ({
  out,
  failUnder,
  failOn,
  allowHost,
  browser,
  screenshots,
  keep,
  spacing,
  fiscalYear,
}: Gathering) => ({
  out,
  ...(failUnder === undefined ? {} : { failUnder }),
  ...(failOn === undefined ? {} : { failOn }),
  ...(allowHost === undefined ? {} : { allowHosts: allowHost }),
  ...(browser ? {} : { browser: null }),
  ...(screenshots === undefined ? {} : { screenshots }),
  ...(keep === undefined ? {} : { keep }),
  ...(spacing === undefined ? {} : { spacingMs: spacing }),
  ...(fiscalYear === undefined ? {} : { fiscalYear }),
});

type Reading = Pick<Gathering, keyof Common | 'out' | 'allowHost' | 'browser'> & { pages?: number[] };

gathering(command(program, 'demo', 'ลองกับเทศบาลสมมติบนเครื่องนี้ ไม่ใช้อินเทอร์เน็ต')).action(async (options: Gathering) => {
  const { demoCommand } = await load.demo();
  exit = await demoCommand(gatherOptions(options), ioFor(options));
});

gathering(command(program, 'audit', 'ตรวจทุกข้อตามไฟล์ manifest'))
  .argument('<manifest>', 'ไฟล์ manifest.yaml หรือโฟลเดอร์ที่มีไฟล์นี้')
  .option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.) แทนปีใน manifest', year)
  .action(async (manifest: string, options: Gathering) => {
    const { auditCommand } = await load.audit();
    exit = await auditCommand(manifest, gatherOptions(options), ioFor(options));
  });

command(program, 'check', 'ตรวจข้อเดียวจากหน้าเว็บหรือไฟล์ใดก็ได้ รวมถึงร่างก่อนเผยแพร่')
  .argument('<item>', 'รหัสข้อ เช่น o2')
  .argument('<url-or-file...>', 'ที่อยู่เว็บหรือไฟล์')
  .option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.)', year, 2568)
  .option('--out <folder>', 'โฟลเดอร์ของรายงาน ซึ่งเก็บสิ่งที่อ่านแล้วไว้ใช้อีก', 'reports')
  .addOption(new Option('--fail-on <outcome>', 'exit 1 เมื่อผลของข้อเป็นเช่นนี้').choices(['failed', 'cantTell']))
  .option('--allow-host <host>', 'ยอมให้เปิดโฮสต์ที่อยู่ในเครือข่ายภายใน (ใส่ซ้ำได้)', many)
  .option('--no-browser', 'ไม่ใช้เบราว์เซอร์')
  .action(async (item: string, places: string[], options: Gathering & { fiscalYear: number }) => {
    const { checkCommand } = await load.check();
    exit = await checkCommand(
      item,
      places,
      { ...gatherOptions(options), fiscalYear: options.fiscalYear },
      ioFor(options),
    );
  });

command(program, 'replay', 'ตรวจหลักฐานที่เก็บไว้ซ้ำด้วยเกณฑ์ปัจจุบัน ไม่ใช้อินเทอร์เน็ต')
  .argument('<run>', 'โฟลเดอร์ของการตรวจ หรือรหัสหน่วยงาน (ครั้งล่าสุด)')
  .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
  .option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.)', year)
  .action(async (run: string, options: Gathering) => {
    const { replayCommand } = await load.runs();
    exit = await replayCommand(run, options, ioFor(options));
  });

command(program, 'read', 'แสดงสิ่งที่โปรแกรมอ่านได้จากหน้าเว็บหรือไฟล์: ข้อความทีละหน้า ตาราง วันที่ บุคคล ติดต่อ และสิ่งที่อ่านไม่ได้')
  .argument('<url-or-file...>', 'ที่อยู่เว็บหรือไฟล์')
  .option('--pages <list>', 'เฉพาะหน้าเหล่านี้ (หรือแผ่นงานลำดับเหล่านี้) เช่น 1-3,7', pageList)
  .option('--out <folder>', 'โฟลเดอร์ของรายงาน ซึ่งเก็บสิ่งที่อ่านแล้วไว้ใช้อีก', 'reports')
  .option('--allow-host <host>', 'ยอมให้เปิดโฮสต์ที่อยู่ในเครือข่ายภายใน (ใส่ซ้ำได้)', many)
  .option('--no-browser', 'ไม่ใช้เบราว์เซอร์')
  .action(async (places: string[], options: Reading) => {
    const { readCommand } = await load.read();
    const { pages, out, allowHost, browser } = options;
    exit = await readCommand(
      places,
      {
        out,
        ...(pages === undefined ? {} : { pages }),
        ...(allowHost === undefined ? {} : { allowHosts: allowHost }),
        ...(browser ? {} : { browser: null }),
      },
      ioFor(options),
    );
  });

command(program, 'report', 'เขียนรายงานของการตรวจที่เก็บไว้อีกครั้ง')
  .argument('<run>', 'โฟลเดอร์ของการตรวจ หรือรหัสหน่วยงาน (ครั้งล่าสุด)')
  .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
  .action(async (run: string, options: Gathering) => {
    const { reportCommand } = await load.runs();
    exit = await reportCommand(run, options, ioFor(options));
  });

command(program, 'review', 'แสดงสิ่งที่ต้องให้คนดู และบันทึกผลที่คนตัดสินไว้ข้าง manifest')
  .argument('<run>', 'โฟลเดอร์ของการตรวจ หรือรหัสหน่วยงาน (ครั้งล่าสุด)')
  .option('--item <element>', 'องค์ประกอบที่ตัดสิน เช่น o2.7 หรือข้อที่จะแสดง เช่น o2')
  .option('--met', 'คนดูแล้ว ผ่าน')
  .option('--not-met', 'คนดูแล้ว ไม่ผ่าน')
  .option('--reviewer <name>', 'ใครดู')
  .option('--reason <text>', 'เห็นอะไร ที่ไหน')
  .option('--until <day>', 'นับถึงวันที่ (พ.ศ.) เช่น 2569-04-30')
  .option('--ask', 'ถามทีละข้อ เลิกเมื่อใดก็ได้ สั่งซ้ำเพื่อทำต่อ')
  .option('--manifest <file>', 'manifest ที่จะเก็บผลไว้ข้าง เมื่อโปรแกรมไม่ทราบ')
  .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
  .action(async (run: string, options: Common & ReviewOptions) => {
    const { reviewCommand } = await load.review();
    const questions = terminalQuestions();
    try {
      exit = await reviewCommand(run, options, ioFor(options), questions.ask);
    } finally {
      questions.close();
    }
  });

command(program, 'evaluate', 'วัดว่าผลตัดสินตรงกับที่คนอ่านไว้เพียงใด จากหน้าและเอกสารที่ติดป้ายแล้ว')
  .argument('<corpus>', 'โฟลเดอร์ที่มีโฟลเดอร์ย่อยชื่อ o01, o02, …')
  .option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.)', year, 2568)
  .option('--out <folder>', 'โฟลเดอร์ของรายงาน ซึ่งเก็บสิ่งที่อ่านแล้วไว้ใช้อีก', 'reports')
  .option('--baseline <file>', 'เทียบกับผลวัดครั้งก่อน: exit 1 เมื่อความแม่นยำต่ำลง')
  .option('--save <file>', 'เก็บผลวัดครั้งนี้ไว้เป็นเส้นฐาน')
  .action(async (corpus: string, options: Common & EvaluateOptions) => {
    const { evaluateCommand } = await load.evaluate();
    exit = await evaluateCommand(corpus, options, ioFor(options));
  });

command(program, 'plan', 'ข้อใดได้คะแนนเพิ่มเท่าใด ทางที่ใช้แรงน้อยที่สุดไปถึงเป้าหมาย และสิ่งที่ OIT แก้ไม่ได้')
  .argument('<run-or-result>', 'โฟลเดอร์ของการตรวจ รหัสหน่วยงาน (ครั้งล่าสุด) หรือไฟล์ผลทางการ official-….yaml หรือโฟลเดอร์ที่มีไฟล์นี้')
  .option('--target <score>', 'คะแนนที่ต้องการ: ITA เมื่อทราบ IIT และ EIT มิฉะนั้น OIT', score)
  .option('--grade <grade>', 'ระดับที่ต้องการ เช่น ผ่านดี')
  .option('--assume <list>', 'สมมติผล เช่น o2=passed,o12.11=failed')
  .option('--official <file>', 'ผลทางการ ใช้ IIT และ EIT จากไฟล์นี้')
  .option('--measures <file>', 'แผนมาตรการของหน่วยงาน improvement-plan-….yaml')
  .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
  .option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.)', year)
  .action(async (named: string, options: Common & PlanOptions) => {
    const { planCommand } = await load.plan();
    exit = await planCommand(named, options, ioFor(options));
  });

command(program, 'calibrate', 'เทียบผลตัดสินกับผลทางการทีละข้อ และเก็บไว้ใช้คาดคะแนนครั้งต่อไป')
  .argument('<results-and-runs...>', 'ไฟล์ผลทางการ official-….yaml และการตรวจ (โฟลเดอร์ หรือรหัสหน่วยงาน) ที่จะเทียบ')
  .option('--out <folder>', 'โฟลเดอร์ของรายงาน ซึ่งเก็บ calibration.json', 'reports')
  .option('--no-save', 'เทียบเท่านั้น ไม่เก็บ')
  .action(async (named: string[], options: Common & { out: string; save: boolean }) => {
    const { calibrateCommand } = await load.calibrate();
    exit = await calibrateCommand(named, options, ioFor(options));
  });

const rules = program.command('rules').description('ดูและตรวจเกณฑ์').exitOverride();
const ofYear = (one: Command): Command => one.option('--fiscal-year <year>', 'ปีงบประมาณของเกณฑ์ (พ.ศ.)', year, 2568);
type OfYear = Common & { fiscalYear: number };
ofYear(command(rules, 'list', 'รายการข้อทั้งหมด จำนวนองค์ประกอบ และคะแนน')).action(async (options: OfYear) => {
  const { rulesListCommand } = await load.rules();
  exit = await rulesListCommand(options.fiscalYear, ioFor(options));
});
ofYear(command(rules, 'explain', 'อธิบายเกณฑ์ของข้อหนึ่ง'))
  .argument('<item>', 'รหัสข้อ เช่น o2')
  .action(async (item: string, options: OfYear) => {
    const { rulesExplainCommand } = await load.rules();
    exit = await rulesExplainCommand(item, options.fiscalYear, ioFor(options));
  });
ofYear(command(rules, 'check', 'ตรวจว่าไฟล์เกณฑ์ถูกต้อง')).action(async (options: OfYear) => {
  const { rulesCheckCommand } = await load.rules();
  exit = await rulesCheckCommand(options.fiscalYear, ioFor(options));
});
command(rules, 'schemas', 'เขียน JSON Schema ของไฟล์เกณฑ์และ manifest').action(async (options: Common) => {
  const { rulesSchemasCommand } = await load.rules();
  exit = await rulesSchemasCommand(ioFor(options));
});

command(program, 'doctor', 'ตรวจว่าเครื่องนี้พร้อมใช้หรือไม่')
  .option('--out <folder>', 'โฟลเดอร์ของรายงานและหลักฐาน', 'reports')
  .option('--ensure-browser', 'หาเบราว์เซอร์ หรือติดตั้งให้')
  .action(async (options: Gathering & { ensureBrowser?: boolean }) => {
    const { doctorCommand, ensureBrowserCommand } = await load.doctor();
    exit = options.ensureBrowser
      ? await ensureBrowserCommand(ioFor(options))
      : await doctorCommand(options, ioFor(options));
  });

const isHelp = (error: unknown): boolean =>
  /^commander\.(?:help|helpDisplayed|version)$/u.test((error as { code?: string }).code ?? '');
const isUsage = (error: unknown): boolean => (error as { code?: string }).code?.startsWith('commander.') === true;

try {
  await program.parseAsync();
} catch (error) {
  if (isHelp(error)) exit = exits.fine;
  else if (isUsage(error)) exit = exits.usage;
  else if (error instanceof UserError) {
    process.stderr.write(`${error.message}\n`);
    exit = stop.signal.aborted ? exits.incomplete : exits.usage;
  } else {
    process.stderr.write(
      `${error instanceof Error ? error.stack : String(error)}\n\nThis is a bug of ${tool.name} ${tool.version}. Please report it with the lines above.\n`,
    );
    exit = exits.bug;
  }
}
process.exitCode = exit;
