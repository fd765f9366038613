// Makes short lines of Thai municipal text full of numbers, and the collapsed form that the digit model learns.
// usage: node training-text.mjs [LINES] [SEED]   prints "text <tab> collapsed text", one line each
// A line is made from phrases, invented syllables (so that every letter occurs next to digits) and number phrases.

/** Small seeded generator: the same seed gives the same text on every machine. */
export function rng(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const MONTHS = 'มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม'.split(' ');
const SHORT_MONTHS = 'ม.ค. ก.พ. มี.ค. เม.ย. พ.ค. มิ.ย. ก.ค. ส.ค. ก.ย. ต.ค. พ.ย. ธ.ค.'.split(' ');
const UNITS = 'บาท คน ครั้ง หลัง เมตร ตร.ม. ราย วัน เดือน ปี ชุด เครื่อง คัน โครงการ ครัวเรือน แห่ง กม. ลิตร ไร่ นาที น.'.split(' ');
const WORDS = `เทศบาล เทศบาลตำบล เทศบาลเมือง องค์การบริหารส่วนตำบล สำนักปลัด กองคลัง กองช่าง กองการศึกษา กองสาธารณสุข นายกเทศมนตรี
ปลัดเทศบาล รองนายก สมาชิกสภา ประธานสภา ผู้อำนวยการ เจ้าหน้าที่ พนักงานจ้าง ข้าราชการ ประชาชน ผู้สูงอายุ ผู้พิการ
เด็กนักเรียน ประกาศ คำสั่ง ระเบียบ ข้อบังคับ เทศบัญญัติ พระราชบัญญัติ กฎกระทรวง หนังสือ บันทึกข้อความ รายงาน แผนพัฒนาท้องถิ่น
แผนดำเนินงาน แผนการใช้จ่าย งบประมาณรายจ่าย รายรับ รายจ่าย เงินอุดหนุน ภาษีที่ดิน ภาษีป้าย ค่าธรรมเนียม เบี้ยยังชีพ
เงินสะสม หมวดค่าตอบแทน ใช้สอยและวัสดุ ครุภัณฑ์ ที่ดินและสิ่งก่อสร้าง จัดซื้อจัดจ้าง วิธีเฉพาะเจาะจง ประกวดราคา ราคากลาง
สอบราคา ผู้ชนะการเสนอราคา สัญญาเลขที่ ใบสั่งซื้อ ก่อสร้างถนนคอนกรีต เสริมเหล็ก รางระบายน้ำ ขุดลอกคลอง ซ่อมแซม ปรับปรุง
อาคารสำนักงาน ศูนย์พัฒนาเด็กเล็ก ไฟฟ้าสาธารณะ ประปาหมู่บ้าน เก็บขยะมูลฝอย วัสดุคอมพิวเตอร์ น้ำมันเชื้อเพลิง อาหารเสริมนม
ป้องกันและบรรเทาสาธารณภัย สวัสดิการสังคม การทุจริต ประพฤติมิชอบ คุณธรรมและความโปร่งใส การประเมิน ผลการดำเนินงาน ข้อมูลสถิติ
การให้บริการ ร้องเรียน ร้องทุกข์ ช่องทางติดต่อ โทรศัพท์ โทรสาร อีเมล เว็บไซต์ ที่อยู่ ถนน ซอย อำเภอ จังหวัด ไตรมาส รอบ
ทั้งสิ้น จำนวน เป็นเงิน รวม คงเหลือ ร้อยละ ตั้งแต่ ระหว่าง ถึง และ หรือ ตาม โดย ของ แห่ง ให้ ได้ ณ ที่ เมื่อ ลงวันที่ สิ้นสุด
เชียงใหม่ ลำพูน ขอนแก่น นครราชสีมา สุราษฎร์ธานี ฉะเชิงเทรา พระนครศรีอยุธยา กาฬสินธุ์ บุรีรัมย์ อุบลราชธานี ณรงค์ กฤษณะ ธัญญา วุฒิ
วัฒนา ฎีกา ปฏิบัติหน้าที่ อัฐ เฒ่า ฌาปนกิจ ขวัญ ษา โขน บก ขบ ตด คต ดค เอก เก๋ โต๊ะ ผู้ว่าฯ ฯลฯ ต่างๆ อื่น ๆ น้ำ คำ จำ ทำ`
  .split(/\s+/)
  .filter(Boolean);
const LATIN =
  'e-bidding e-GP e-mail OIT ITA PDF No. www.example.go.th Gift Policy LED PVC HDPE CCTV Facebook Line ID Google Form Excel o O l I B S e-service Dol Ooo lll'.split(
    ' ',
  );
const CONSONANTS = 'กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ';
// Letters whose shapes come near a digit's; syllables draw on them more often than text does.
const CONFUSABLE = 'ษบขณฒคดตศอจฉวถฎฏฐญลสก';
const MARKS = ['', '', '', 'ั', 'ิ', 'ี', 'ึ', 'ื', 'ุ', 'ู', '็', '์', 'ํ'];
const TONES = ['', '', '', '่', '้', '๊', '๋'];
const ENDS = ['', '', 'า', 'ะ', 'ำ', 'ๆ', 'ฯ'];
const LEADS = ['', '', '', 'เ', 'แ', 'โ', 'ใ', 'ไ'];

/** Turns Arabic digits into Thai ones. */
export const toThai = (text) => text.replace(/[0-9]/g, (d) => String.fromCharCode(0x0e50 + Number(d)));

/** Maps text to what the model reads: digits and number punctuation stay, each run of letters becomes one placeholder. */
export function collapse(text) {
  return text
    .normalize('NFC')
    .replace(/[ัิ-ฺ็-๎]/gu, '') // marks above and below take no space of their own
    .replace(/[ก-ะา-ๆฯ]/gu, 'ก')
    .replace(/\|/g, ' ') // a rule between table cells says nothing
    .replace(/[–—‐]/g, '-')
    .replace(/[^ก๐-๙0-9.,/\-():%\s]/gu, 'x')
    .replace(/([กx])\1+/gu, '$1') // one sign for a run: counting equal signs is what CTC learns worst
    .replace(/\s+/g, ' ')
    .trim();
}

/** All makers share one source of chance and one digit count, so that the ten digits come out equally often. */
export function lineMaker(seed, numbersOnly = false) {
  const r = rng(seed);
  const counts = new Array(10).fill(0);
  const int = (n) => Math.floor(r() * n);
  const pick = (list) => list[int(list.length)];
  const chance = (p) => r() < p;
  const count = (text) => {
    for (const d of text.match(/[0-9]/g) ?? []) counts[Number(d)]++;
  };

  /** Of three random digits, the one used least so far. */
  function digit() {
    const best = [int(10), int(10), int(10)].sort((a, b) => counts[a] - counts[b])[0];
    counts[best]++;
    return String(best);
  }
  const digits = (n) => Array.from({ length: n }, digit).join('');
  const number = (n) => digits(n).replace(/^0(?=.)/, () => '1');
  const grouped = (text) => text.replace(/\B(?=(\d{3})+$)/g, ',');
  function year() {
    const y = String(chance(0.5) ? 2470 + int(111) : 2550 + int(31));
    count(y);
    return y;
  }
  function amount() {
    const whole = chance(0.4) ? `${number(1 + int(3))}${chance(0.5) ? '000' : '00'}` : number(1 + int(7));
    return grouped(whole) + (chance(0.4) ? `.${chance(0.5) ? '00' : digits(2)}` : '');
  }
  const small = () => number(1 + int(2));

  const phone = () =>
    pick([
      () => `0-${digits(4)}-${digits(4)}`,
      () => `0${digits(2)}-${digits(6)}`,
      () => `0${digits(2)}-${digits(3)}-${digits(4)}`,
      () => `0 ${digits(4)} ${digits(4)}`,
    ])();
  const date = () =>
    pick([
      () => `${small()} ${pick(MONTHS)} ${year()}`,
      () => `${small()} ${pick(MONTHS)} พ.ศ. ${year()}`,
      () => `${small()} ${pick(SHORT_MONTHS)} ${chance(0.5) ? year() : digits(2)}`,
      () => `${small()}/${small()}/${year()}`,
      () => `${pick(MONTHS)} ${year()}`,
    ])();
  /** Numbers with the words that stand around them in documents. */
  const phrases = [
    () => `พ.ศ. ${year()}`,
    () => `พ.ศ.${year()}`,
    () => `ปีงบประมาณ ${chance(0.5) ? 'พ.ศ. ' : ''}${year()}`,
    () => `ปี ${year()}`,
    () => `${amount()} ${pick(UNITS)}`,
    () => `${amount()}.- บาท`,
    () => `จำนวน ${amount()} ${pick(UNITS)}`,
    () => `วันที่ ${date()}`,
    () => date(),
    () => `มาตรา ${small()} ${pick(['แห่ง', 'วรรค', 'และ'])}`,
    () => `(${small()})`,
    () => `(${small()}) ${pick(WORDS)}`,
    () => `${small()}. ${pick(WORDS)}`,
    () => `${small()}) ${pick(WORDS)}`,
    () => `ข้อ ${small()}.${small()}`,
    () => `${digit()}.${digit()}.${digit()}`,
    () => `ข้อ ${small()}`,
    () => `ที่ ${pick(CONSONANTS)}${pick(CONSONANTS)} ${number(5)}/${number(1 + int(4))}`,
    () => `ที่ ${pick(['มท', 'ชม', 'ลพ', 'ขก', 'ตง', 'นร'])} ${digits(4)}.${digit()}/ว ${number(1 + int(4))}`,
    () => `เลขที่ ${number(1 + int(3))}/${year()}`,
    () => `ครั้งที่ ${small()}/${year()}`,
    () => `โทร. ${phone()}`,
    () => phone(),
    () => `${year()}-${year()}`,
    () => `(พ.ศ. ${year()} - ${year()})`,
    () => `หมู่ที่ ${small()} ตำบล`,
    () => `หมู่ ${small()}`,
    () => `ร้อยละ ${number(2)}.${digits(2)}`,
    () => `${number(2)}.${digits(2)}%`,
    () => `เวลา ${digits(2)}.${digits(2)} น.`,
    () => `${digits(2)}:${digits(2)}`,
    () => `${pick(WORDS)}${number(1 + int(4))}`,
    () => `${number(1 + int(3))}${pick(WORDS)}`,
    () => `${pick(WORDS)} ${number(1 + int(5))} ${pick(WORDS)}`,
    () => `รหัสไปรษณีย์ ${number(5)}`,
  ];
  /** What a table cell holds. */
  const cells = [
    () => digit(),
    () => small(),
    amount,
    amount,
    () => `${grouped(number(3 + int(4)))}.${digits(2)}`,
    year,
    () => number(1 + int(8)),
    () => `${small()}/${small()}/${year()}`,
    phone,
    () => `${small()}.`,
    () => `(${small()})`,
    () => `${number(3)}/${year()}`,
    () => `${number(2)}.${digits(2)}`,
    () => '-',
  ];

  /** One script for a whole number phrase, as in print. */
  const scripted = (text) => (chance(0.7) ? toThai(text) : text);
  function syllable() {
    const letters = chance(0.5) ? CONFUSABLE : CONSONANTS;
    return `${pick(LEADS)}${pick([...letters])}${pick(MARKS)}${pick(TONES)}${pick(ENDS)}${chance(0.5) ? pick([...letters]) : ''}`;
  }
  function words() {
    if (chance(0.07)) return pick(LATIN);
    if (chance(0.3)) return Array.from({ length: 1 + int(3) }, syllable).join('');
    return Array.from({ length: 1 + int(2) }, () => pick(WORDS)).join(chance(0.8) ? '' : ' ');
  }
  function textLine() {
    const target = 8 + int(32);
    let line = '';
    while ([...line].length < target) {
      const gap = line === '' ? '' : chance(0.05) ? ' | ' : chance(0.9) ? ' ' : '';
      line += gap + (chance(0.55) ? scripted(pick(phrases)()) : words());
    }
    const quoted = chance(0.04) ? `“${line}”` : line;
    return quoted.slice(0, 46).trim();
  }
  function cellLine() {
    const n = chance(0.6) ? 1 : 2 + int(2);
    return scripted(Array.from({ length: n }, () => pick(cells)()).join(pick([' ', '   ', ' | '])));
  }
  const lettersOnly = () => Array.from({ length: 2 + int(4) }, words).join(chance(0.5) ? ' ' : '');

  return () => {
    const kind = r();
    if (numbersOnly || kind < 0.23) return cellLine();
    if (kind < 0.33) return lettersOnly().slice(0, 45).trim();
    return textLine();
  };
}

if (import.meta.url === `file://${process.argv[1]}`) {
  const next = lineMaker(Number(process.argv[3] ?? 1));
  for (let i = 0; i < Number(process.argv[2] ?? 20); i++) {
    const line = next();
    console.log(`${line}\t${collapse(line)}`);
  }
}
