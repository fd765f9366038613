import type { Fault } from '../../model/fault.ts';
import type { Messages } from './messages.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const list = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : 'not named');
const quoted = (words: readonly string[]) =>
  words.length > 0 ? words.map((word) => `“${word}”`).join(' or ') : 'as the criteria ask';
const some = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** "2568" -> "the year 2568 BE"; "2567-10" -> "October 2567 BE"; everything else as it is. */
const period = (text: string): string =>
  /^\d{4}(?:-\d{4})?$/u.test(text)
    ? `the year ${text} BE`
    : text.replace(/\b(\d{4})-(\d{2})\b/gu, (whole, year: string, month: string) => {
        const name = months[Number(month) - 1];
        return name === undefined ? whole : `${name} ${year} BE`;
      });
const periods = (texts: readonly string[]) => texts.map(period).join(', ');

const personFields: Record<string, string> = {
  name: 'full name',
  post: 'post',
  photo: 'photograph',
  contact: 'telephone number or e-mail',
};
const contacts: Record<string, string> = {
  address: 'postal address',
  phone: 'telephone number',
  email: 'e-mail address',
  map: 'map',
};

const LATER = 'Check again later; if it stays like this, tell the webmaster.';

const faults: Messages['faults'] = {
  'host-unknown': {
    what: 'no website of this name exists',
    todo: 'Check the spelling, and that the domain has not run out.',
  },
  'not-found': { what: 'page not found (404)', todo: 'Mend the link, or bring the page back.' },
  gone: { what: 'page removed (410)', todo: 'Publish it again and submit the new address.' },
  forbidden: { what: 'the website forbids opening it (403)', todo: 'Open it to everybody, without restriction.' },
  'login-wall': {
    what: 'visible only after signing in',
    todo: 'Share it with “anyone with the link”, or move it to the agency’s website.',
  },
  'client-error': {
    what: 'the website refuses the request (4xx)',
    todo: 'Open it yourself in a private window, then mend the link.',
  },
  'soft-not-found': {
    what: 'the page opens but says that nothing was found',
    todo: 'Point the link at the page that holds the data.',
  },
  'redirect-loop': { what: 'the page forwards in circles', todo: 'Have the webmaster mend the redirects.' },
  'unsupported-scheme': {
    what: 'not a web address (http or https)',
    todo: 'Use a link that starts with http:// or https://.',
  },
  'file-missing': { what: 'no such file on this computer', todo: 'Check the file’s name and folder.' },
  'dns-failure': {
    what: 'the name of the website could not be looked up just now',
    todo: 'Check again later; if it stays like this, have the webmaster look at the domain name servers (DNS).',
  },
  'connection-refused': { what: 'the server refuses connections', todo: LATER },
  'connection-reset': { what: 'the connection broke off', todo: LATER },
  'tls-failure': {
    what: 'no secure connection (https) could be made',
    todo: 'Check that the address opens with https; have the webmaster turn on TLS 1.2 or later.',
  },
  timeout: { what: 'the website did not answer in time', todo: LATER },
  'incomplete-body': {
    what: 'the page or file broke off before its end',
    todo: 'Check again later; if it stays like this, publish the file again.',
  },
  maintenance: {
    what: 'the website says that it is under maintenance',
    todo: 'Check again once the website is back.',
  },
  'server-error': { what: 'the server failed (5xx)', todo: LATER },
  'too-many-requests': {
    what: 'the website asks for slower visits (429)',
    todo: 'Check again later, or have the webmaster allow the audit.',
  },
  challenge: {
    what: 'the website shows a “not a robot” page',
    todo: 'Look yourself, or have the webmaster let the audit through.',
  },
  'protocol-error': { what: 'the website answered in a broken way', todo: LATER },
  'certificate-warning': {
    what: 'the website’s security certificate is not in order',
    todo: 'Have the webmaster renew or complete it; visitors see a warning.',
  },
  'too-large': {
    what: 'the file is larger than the program opens',
    todo: 'Look yourself, or split it into smaller files.',
  },
  'address-refused': {
    what: 'an address inside the network, which the program does not open',
    todo: 'Use an address that the public can open.',
  },
  'robots-forbidden': {
    what: 'the website asks programs not to open this page (robots.txt)',
    todo: 'Look yourself, submit the address itself, or allow it in robots.txt.',
  },
  'browser-missing': {
    what: 'this computer lacks the browser that the page needs',
    todo: 'Run oit doctor, then check again.',
  },
  'not-visited': { what: 'not visited yet', todo: 'Check again.' },
};

const YOURSELF = 'Open and read it yourself.';

/** What installs a recogniser of Thai, by system; the same in every language. */
export const installOcr = {
  windows: 'winget install UB-Mannheim.TesseractOCR --interactive',
  macos: 'brew install tesseract tesseract-lang',
  debian: 'sudo apt-get install tesseract-ocr tesseract-ocr-tha',
};

const gaps: Messages['gaps'] = {
  'no-ocr': {
    what: 'a scan, and this machine has nothing to read scans with (OCR)',
    todo: `Install what oit doctor names (Windows: ${installOcr.windows}, and choose Thai; macOS: ${installOcr.macos}; Debian/Ubuntu: ${installOcr.debian}) and check again, or read it yourself; better publish a file whose text can be searched.`,
  },
  'unreadable-text': {
    what: 'its text or picture is broken',
    todo: 'Read it yourself; better export the PDF again from the original.',
  },
  'poor-picture': {
    what: 'a poor scan, not all of whose words were read',
    todo: 'Read it yourself; better publish a file whose text can be searched.',
  },
  'doubtful-numbers': {
    what: 'a scan whose years were read without certainty',
    todo: 'Look at the years in it yourself; better publish a file whose text can be searched.',
  },
  'picture-only': { what: 'a picture only', todo: 'Look at it yourself; better also write the text on the page.' },
  encrypted: { what: 'encrypted or locked with a password', todo: 'Publish a file that opens without a password.' },
  damaged: { what: 'the file is damaged', todo: 'Publish a sound file instead.' },
  'empty-file': { what: 'the file is empty', todo: 'Publish a file with content instead.' },
  'unsupported-format': {
    what: 'a kind of file that the program does not read',
    todo: 'Read it yourself, or publish it as PDF or as a web page.',
  },
  'unsafe-archive': {
    what: 'an archive that is unsafe or holds too much',
    todo: 'Publish each document by itself, not in an archive.',
  },
  'too-large': { what: 'too large to be read', todo: YOURSELF },
  'out-of-time': { what: 'reading it took too long', todo: 'Read it yourself; better publish it in smaller files.' },
  'out-of-memory': {
    what: 'reading it took too much memory',
    todo: 'Read it yourself; better publish it in smaller files.',
  },
  'reader-failed': { what: 'the program failed to read it', todo: 'Read it yourself, and tell the developers.' },
  'not-rendered': { what: 'the page did not show completely', todo: 'Look at it yourself in a browser.' },
  'over-budget': { what: 'more pages or files than the program opens', todo: 'Look at the rest yourself.' },
  'frame-not-followed': { what: 'a frame of another website, not opened', todo: YOURSELF },
  'not-fetched': { what: 'could not be opened', todo: 'Check again later, or look yourself.' },
};

const sayFaults = (met: readonly Fault[]) => [...new Set(met.map(({ kind }) => faults[kind].what))].join('; ');
const sayAddresses = (met: readonly Fault[]) => list([...new Set(met.map(({ url }) => url))]);

export const en: Messages = {
  language: 'en',
  months,
  dateTime: ({ day, month, year, hours, minutes }) => `${day} ${month} ${year}, ${hours}:${minutes} (Bangkok)`,

  outcomes: {
    passed: { label: 'Met', meaning: 'Everything asked for was found, with evidence' },
    failed: { label: 'Not met', meaning: 'Looked at completely, and not as the criteria ask' },
    cantTell: { label: 'To be looked at', meaning: 'The program does not decide this; a person must look' },
    untested: { label: 'Not checked', meaning: 'Could not be opened, so nothing is known; check again' },
    inapplicable: { label: 'Does not apply', meaning: 'The criterion does not apply to this agency' },
  },
  certainties: {
    official: { label: 'from the handbook', meaning: 'Read in the official handbook of the assessment' },
    reprinted: { label: 'from a reprint', meaning: 'Read where somebody reprinted the handbook' },
    inferred: { label: 'inferred', meaning: 'Concluded from other evidence; not read in the handbook' },
  },
  lowConfidence: 'low confidence',
  efforts: { small: 'small work', medium: 'medium work', large: 'large work' },
  statuses: {
    draft: 'These rules are a draft and may change',
    active: 'The rules in force',
    closed: 'The rules of a finished assessment',
  },

  manual: {
    verdicts: { met: 'Met', 'not-met': 'Not met' },
    said: (verdict, reviewer, date) => `By a person: ${verdict} (${reviewer}, ${date})`,
    until: (date) => `until ${date}`,
    reason: 'Reason',
    states: {
      applies: 'holds',
      'evidence-changed': 'holds no more, because what it rested on has changed',
      expired: 'holds no more, because its last day is past',
    },
    item: (outcome) => `By a person: ${outcome}`,
    counted: (count) =>
      count === 0
        ? 'No manual verdict counts in this score.'
        : `${some(count, 'manual verdict')} ${count === 1 ? 'counts' : 'count'} in this score.`,
    without: (expected, low, high) => `Without manual verdicts: ${expected}${low === high ? '' : ` (${low}–${high})`}.`,
    again: (count) => `Manual verdicts that hold no more, to be looked at again: ${count}`,
    date: (day, month, year) => `${day} ${month} ${year}`,
  },
  fail: {
    'not-submitted': () => 'No address (URL) was submitted; at least one link that the public can open is needed.',
    'not-reachable': (reason) =>
      reason.faults.length > 0
        ? `The submitted addresses cannot be opened: ${sayFaults(reason.faults)}. The public and the assessors cannot open them either.`
        : 'The submitted addresses cannot be opened. The public and the assessors cannot open them either.',
    'document-missing': ({ titles }) => `No document or page found that is called ${quoted(titles)}.`,
    'words-missing': ({ wanted, found, needed }) =>
      found === 0
        ? `Nothing found about: ${list(wanted)}${needed > 1 ? ` (at least ${needed} are needed)` : ''}.`
        : `${found} found, at least ${needed} needed, of: ${list(wanted)}.`,
    'field-missing': ({ fields }) => `Not found: ${list(fields)}.`,
    'field-blank': ({ fields }) => `There, but not filled in: ${list(fields)}.`,
    'wrong-period': ({ wanted, found }) =>
      found.length > 0
        ? `What was found is of ${periods(found)}; ${period(wanted)} is asked for.`
        : `Nothing found of ${period(wanted)}.`,
    'months-missing': ({ months }) => `Of the monthly figures these are missing: ${periods(months)}.`,
    'too-few': ({ found, needed }) => `${some(found, 'entry', 'entries')} found, at least ${needed} needed.`,
    'nobody-listed': () => 'No executive is listed on the submitted pages; names with posts are needed.',
    'post-missing': ({ posts }) => `Nobody found in the post of: ${list(posts)}. Say so where a post is vacant.`,
    'person-field-missing': ({ field, people }) => `No ${personFields[field] ?? field} found of: ${list(people)}.`,
    'contact-missing': ({ contact }) => `No ${contacts[contact] ?? contact} of the agency found.`,
    'form-missing': ({ form }) => `No file found in the prescribed form ${form}.`,
    'form-other': ({ form, found }) => `The form ${form} is not there; ${list(found)} cannot take its place.`,
    'form-altered': ({ form, columns }) =>
      `The form ${form} is not as prescribed; columns not found: ${list(columns)}.`,
    'form-incomplete': ({ form, cells, count }) =>
      `The form ${form} has ${some(count, 'blank cell')}${cells.length > 0 ? `, e.g. ${cells.join(', ')}` : ''}.`,
    'channel-missing': ({ channels }) => `No working channel found: ${list(channels)}.`,
    'not-linked': ({ target }) => `No link to ${target || 'this page'} found on the home page of the main website.`,
    'unwanted-present': ({ wanted }) => `Found what the criteria exclude: ${list(wanted)}.`,
    'other-agency': ({ names }) => `The document is another agency’s: ${list(names)}.`,
    'not-evidence': () =>
      'There is only text copied from the criteria, an example or a filler, nothing of the agency’s own.',
  },
  doubt: {
    'look-incomplete': (reason) =>
      reason.gaps.length > 0
        ? `Not found, but it may stand in what could not be read: ${reason.gaps
            .map(({ label, url, code }) => `${label || url} (${gaps[code].what})`)
            .join('; ')}.`
        : 'Not found, but it may stand in what could not be read.',
    'ask-person': () => 'This needs a person’s judgement; the program does not decide it.',
    'period-not-stated': ({ wanted }) => `Found, but it is not stated to be of ${period(wanted)}.`,
    'one-witness': ({ wanted, read }) =>
      `The year ${list(read)} was read from a picture in one place only. A person must see whether it is ${wanted}.`,
    'unknown-parts': ({ fields, headings }) =>
      `${list(fields)}: not found by that name; a person must see whether it is one of these parts: ${list(headings)}.`,
    'only-mentioned': ({ fields }) => `${list(fields)}: mentioned, but not shown as a heading or field of its own.`,
    'in-picture': ({ pictures }) => `It may stand in ${some(pictures, 'picture')} that the program cannot read.`,
    'other-agency': ({ names }) =>
      `The document seems to be another agency’s (${list(names)}). A person must see whose it is.`,
    'form-older': ({ form, older }) =>
      `The form of an earlier year (${older}) stands in the place of ${form}. A person must see whether it is accepted.`,
    'form-odd': ({ form, cells, count }) =>
      `In the form ${form} ${count} cells hold what the form does not allow, such as ${list(cells)}.`,
    'home-not-seen': () => 'The home page could not be opened, so it is not known whether it links here.',
    'certificate-warning': (reason) =>
      `Visitors get a security warning instead of the page, because the certificate is not in order, so the program did not look: ${sayAddresses(reason.faults)}.`,
  },
  faults,
  gaps,
  places: {
    whole: () => 'whole page or file',
    selector: () => 'on the page',
    page: ({ page }) => `page ${page}`,
    cell: ({ sheet, ref }) => `sheet ${sheet}, cell ${ref}`,
  },

  passed: 'Found.',
  inapplicable: 'The criterion does not apply to this agency.',
  unowned: 'No division named',

  report: {
    name: 'Open data audit (OIT)',
    fiscalYear: (year) => `Fiscal year ${year} BE (${year - 543})`,
    province: (name) => `Province: ${name}`,
    checkedAt: (time) => `Checked ${time}`,
    skip: 'Skip to the results by item',
  },
  summary: {
    heading: 'Summary',
    oit: 'Predicted OIT score',
    outOf: 'of 100',
    between: (low, high) => `between ${low} and ${high}`,
    exactly: 'Everything was judged for certain.',
    betweenMeaning: 'Depends on what is still to be looked at or could not be checked.',
    widths: ({ evidence, scheme, verdicts }) =>
      [
        ...(evidence === null ? [] : [`evidence ±${evidence}`]),
        ...(scheme === null ? [] : [`scoring scheme ±${scheme}`]),
        ...(verdicts === null ? [] : [`verdicts that may be wrong ±${verdicts}`]),
      ].join(', '),
    calibrated: (expected, low, high) =>
      `Allowing for wrong verdicts: ${expected}, with 95 % certainty between ${low} and ${high}`,
    questions: 'IIT and EIT by question, weakest first (given figures, not measured by the program)',
    responsible: 'responsible',
    ofResult: (year) => `official result of fiscal year ${year}`,
    ita: 'Predicted ITA total',
    itaFrom: (iit, eit, source) => `From IIT ${iit} and EIT ${eit} (${source})`,
    grade: 'Grade',
    grades: (low, high) => `may be anything from ${low} to ${high}`,
    gradeFrom: (grade, points) => `${grade}: from ${points}`,
    gradeBands: 'Grades',
    coverage: 'Judged for certain',
    coverageMeaning: (complete) =>
      `of what counts${complete ? '.' : '; the rest is for a person to look at, or to be checked again.'}`,
    nothing: 'Nothing could be verified',
    nothingMeaning:
      'Not one element could be judged in this run, so no score is shown. See the causes below, mend them and check again. This says nothing about the agency’s score.',
    counts: 'Items by result',
    items: (count) => some(count, 'item'),
    subIndicators: 'Scores by sub-indicator',
    scaleLabel: (low, expected, high) => `Predicted ${expected}, between ${low} and ${high}, of 100`,
    unknown: 'not known',
  },
  fixes: {
    heading: 'What wins back most',
    lead: 'Items not met, by the OIT points that they cost.',
    none: 'No item is failed.',
    gain: (points) => `+${points} points`,
    alsoOpen: (count, points) =>
      `${some(count, 'further item')} not yet judged for certain; together worth up to ${points} OIT points.`,
  },
  items: {
    heading: 'Results by item',
    lead: 'Open an item to see the evidence, what is missing and what to do.',
    points: (points) => `${points} / 100 points`,
    pointsUnknown: '–',
    weight: (points) => `worth ${points} OIT points`,
    notCounted: 'not counted',
    notCountedMeaning: 'Shown for information; no effect on the predicted score',
    notReviewed: 'The rule of this item was not yet compared with the official handbook.',
    todo: 'What to do',
    look: 'What to look at',
    submitted: 'Submitted addresses',
    noneSubmitted: 'No address was submitted.',
    sites: {
      main: 'on the main website',
      own: 'on another website of the agency',
      other: 'outside the agency’s websites',
    },
    clicks: (clicks, complete) =>
      clicks === 0
        ? 'the home page'
        : clicks !== null
          ? `${clicks} ${clicks === 1 ? 'click' : 'clicks'} from the home page`
          : complete
            ? 'not within three clicks of the home page'
            : 'no way from the home page found yet; not every page was looked at',
    againstRobots: 'robots.txt of the site forbids the program this page; it was opened once, because it was submitted',
    screenshot: 'Screenshot',
    picture: (place) => `Picture of the document, ${place}`,
    explanation: 'Submitted explanation',
    looked: 'What the program looked at',
    lookedNothing: 'Nothing could be looked at.',
    gaps: 'What could not be read, or not completely',
    pages: (pages) => `pages ${pages}`,
    faults: 'Addresses that could not be opened',
  },
  filter: {
    heading: 'Choose what to see',
    outcome: 'Result',
    division: 'Division',
    anyOutcome: 'All results',
    anyDivision: 'All divisions',
    text: 'Search',
    placeholder: 'e.g. o12 or budget',
    openAll: 'Open all',
    closeAll: 'Close all',
    shown: '{shown} of {all} items shown',
    nothing: 'No item matches.',
  },
  notes: {
    heading: 'About this report',
    reconstruction: 'What the program cannot know',
    legend: 'What the results mean',
    certainty: 'Where the criteria come from',
    unreachable: 'All addresses that could not be opened in this run',
    technical: 'Technical details',
    tool: 'Program',
    rules: 'Rules',
    started: 'Started',
    finished: 'Finished',
  },
  divisions: {
    name: 'OIT work order',
    contact: 'Contact',
    lead: (items, points) => `${some(items, 'item')} to work on, together worth up to ${points} OIT points.`,
    nothing: 'Nothing to do at present.',
    headings: {
      failed: 'To be mended',
      cantTell: 'To be looked at and confirmed',
      untested: 'To be made reachable, then checked again',
    },
    missing: 'What was found',
    todo: 'What to do',
    where: 'Where it must appear',
    done: 'Done by / date',
    worth: (points) => `worth up to ${points} OIT points`,
    publishOn: (website) => `No address submitted yet: publish it on ${website} and submit the address.`,
    seeReport: 'See the main report for details.',
  },
  csv: {
    item: 'Item',
    itemTitle: 'Item title',
    itemOutcome: 'Item result',
    element: 'Element',
    elementTitle: 'Element title',
    outcome: 'Result',
    reason: 'Reason',
    quote: 'Quote',
    url: 'Address',
    place: 'Place',
    division: 'Division',
    remedy: 'What to do',
    question: 'What to look at',
    pointsLow: 'Item points (lowest)',
    pointsExpected: 'Item points (expected)',
    pointsHigh: 'Item points (highest)',
    weight: 'Weight in OIT',
    certainty: 'Source of the criterion',
    counted: 'Counted',
    manual: 'By a person',
    manualState: 'Does it hold',
    manualReviewer: 'Who looked',
    manualReason: 'Reason of the person',
    manualDate: 'Day of the look',
    manualUntil: 'Holds until',
    itemManual: 'Item result with manual verdicts',
    automaticExpected: 'Item points without manual verdicts (expected)',
    yes: 'yes',
    no: 'no',
  },
  terminal: {
    item: 'Item',
    title: 'Title',
    outcome: 'Result',
    points: 'Points',
    gaps: (items, count) => `${some(count, 'gap')} in what could be read, in ${some(items, 'item')}`,
    faults: (count) => `${some(count, 'address', 'addresses')} could not be opened`,
    again: 'Do not trust this result: mend the cause and check again.',
  },
};
