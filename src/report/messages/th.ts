import type { Fault } from '../../model/fault.ts';
import { installOcr } from './en.ts';
import type { Advice, Messages } from './messages.ts';

const months = [
  'มกราคม',
  'กุมภาพันธ์',
  'มีนาคม',
  'เมษายน',
  'พฤษภาคม',
  'มิถุนายน',
  'กรกฎาคม',
  'สิงหาคม',
  'กันยายน',
  'ตุลาคม',
  'พฤศจิกายน',
  'ธันวาคม',
];

const list = (words: readonly string[]) => (words.length > 0 ? words.join(', ') : 'ไม่ได้ระบุ');
const quoted = (words: readonly string[]) =>
  words.length > 0 ? words.map((word) => `“${word}”`).join(' หรือ ') : 'ที่เกณฑ์กำหนด';

/** "2568" -> "ปี พ.ศ. 2568"; "2567-10" -> "ตุลาคม 2567"; everything else as it is. */
const period = (text: string): string =>
  /^\d{4}(?:-\d{4})?$/u.test(text)
    ? `ปี พ.ศ. ${text}`
    : text.replace(/\b(\d{4})-(\d{2})\b/gu, (whole, year: string, month: string) => {
        const name = months[Number(month) - 1];
        return name === undefined ? whole : `${name} ${year}`;
      });
const periods = (texts: readonly string[]) => texts.map(period).join(', ');

const personFields: Record<string, string> = {
  name: 'ชื่อ-นามสกุล',
  post: 'ตำแหน่ง',
  photo: 'ภาพถ่าย',
  contact: 'หมายเลขโทรศัพท์หรืออีเมล',
};
const contacts: Record<string, string> = {
  address: 'ที่อยู่',
  phone: 'หมายเลขโทรศัพท์',
  email: 'ที่อยู่อีเมล',
  map: 'แผนที่ตั้ง',
};

const faults: Messages['faults'] = {
  'host-unknown': {
    what: 'ไม่มีเว็บไซต์ชื่อนี้ในระบบอินเทอร์เน็ต',
    todo: 'ตรวจตัวสะกดของที่อยู่ และตรวจว่าชื่อโดเมนยังไม่หมดอายุ',
  },
  'not-found': { what: 'ไม่พบหน้านี้ (404)', todo: 'แก้ลิงก์ให้ถูก หรือนำหน้าเดิมกลับขึ้นเว็บไซต์' },
  gone: { what: 'หน้านี้ถูกลบออกแล้ว (410)', todo: 'นำข้อมูลกลับขึ้นเว็บไซต์ แล้วแจ้งที่อยู่ใหม่' },
  forbidden: { what: 'เว็บไซต์ไม่อนุญาตให้เปิดหน้านี้ (403)', todo: 'เปิดสิทธิ์ให้ประชาชนทั่วไปดูได้โดยไม่จำกัด' },
  'login-wall': {
    what: 'ต้องเข้าสู่ระบบก่อนจึงจะเห็น',
    todo: 'เปลี่ยนการแชร์เป็น “ทุกคนที่มีลิงก์” หรือย้ายขึ้นเว็บไซต์ของหน่วยงาน',
  },
  'client-error': { what: 'เว็บไซต์ปฏิเสธคำขอนี้ (4xx)', todo: 'เปิดที่อยู่ด้วยตนเองในหน้าต่างส่วนตัว แล้วแก้ลิงก์ให้ถูก' },
  'soft-not-found': { what: 'หน้าเปิดได้แต่แจ้งว่าไม่พบข้อมูล', todo: 'แก้ลิงก์ให้ชี้ไปยังหน้าที่มีข้อมูลจริง' },
  'redirect-loop': { what: 'หน้าเว็บส่งต่อวนไปมาไม่สิ้นสุด', todo: 'ให้ผู้ดูแลเว็บไซต์แก้การส่งต่อ (redirect)' },
  'unsupported-scheme': {
    what: 'ที่อยู่นี้ไม่ใช่ลิงก์เว็บ (http หรือ https)',
    todo: 'ใช้ลิงก์ที่ขึ้นต้นด้วย http:// หรือ https://',
  },
  'file-missing': { what: 'ไม่พบไฟล์นี้ในเครื่อง', todo: 'ตรวจชื่อและตำแหน่งของไฟล์' },
  'dns-failure': {
    what: 'ค้นหาชื่อเว็บไซต์ในระบบอินเทอร์เน็ตไม่สำเร็จในขณะนี้',
    todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้ผู้ดูแลเว็บไซต์ตรวจระบบชื่อโดเมน (DNS)',
  },
  'connection-refused': { what: 'เครื่องแม่ข่ายไม่รับการเชื่อมต่อ', todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์' },
  'connection-reset': { what: 'การเชื่อมต่อถูกตัดกลางคัน', todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์' },
  'tls-failure': {
    what: 'เชื่อมต่อแบบปลอดภัย (https) ไม่สำเร็จ',
    todo: 'ตรวจว่าที่อยู่เปิดด้วย https ได้ และให้ผู้ดูแลเว็บไซต์เปิดใช้ TLS 1.2 ขึ้นไป',
  },
  timeout: { what: 'เว็บไซต์ตอบช้าเกินเวลาที่รอได้', todo: 'ตรวจใหม่ภายหลัง หากช้าเป็นประจำให้แจ้งผู้ดูแลเว็บไซต์' },
  'incomplete-body': {
    what: 'หน้าเว็บหรือไฟล์มาไม่ครบ ขาดตอนกลางคัน',
    todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้นำไฟล์ขึ้นเว็บไซต์ใหม่',
  },
  maintenance: { what: 'เว็บไซต์แจ้งว่าอยู่ระหว่างปิดปรับปรุง', todo: 'ตรวจใหม่เมื่อเว็บไซต์กลับมาเปิดตามปกติ' },
  'server-error': { what: 'เครื่องแม่ข่ายขัดข้อง (5xx)', todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์' },
  'too-many-requests': { what: 'เว็บไซต์ขอให้เปิดช้าลง (429)', todo: 'ตรวจใหม่ภายหลัง หรือให้ผู้ดูแลเว็บไซต์อนุญาตการตรวจ' },
  challenge: {
    what: 'เว็บไซต์แสดงหน้าตรวจว่าไม่ใช่หุ่นยนต์',
    todo: 'เปิดดูด้วยตนเอง หรือให้ผู้ดูแลเว็บไซต์ยกเว้นการตรวจนี้',
  },
  'protocol-error': { what: 'เว็บไซต์ตอบในรูปแบบที่ไม่ถูกต้อง', todo: 'ตรวจใหม่ภายหลัง หากยังเป็นอยู่ให้แจ้งผู้ดูแลเว็บไซต์' },
  'certificate-warning': {
    what: 'ใบรับรองความปลอดภัยของเว็บไซต์ไม่สมบูรณ์',
    todo: 'ให้ผู้ดูแลเว็บไซต์ต่ออายุหรือติดตั้งใบรับรองให้ครบ ผู้ชมจะเห็นคำเตือน',
  },
  'too-large': { what: 'ไฟล์ใหญ่เกินกว่าที่โปรแกรมจะเปิด', todo: 'เปิดดูด้วยตนเอง หรือแยกไฟล์ให้เล็กลง' },
  'address-refused': {
    what: 'โปรแกรมไม่เปิดที่อยู่นี้เพราะเป็นที่อยู่ภายในเครือข่าย',
    todo: 'ใช้ที่อยู่ที่ประชาชนเปิดจากภายนอกได้',
  },
  'robots-forbidden': {
    what: 'เว็บไซต์ขอไม่ให้โปรแกรมเปิดหน้านี้ (robots.txt)',
    todo: 'เปิดดูด้วยตนเอง ระบุที่อยู่นี้ในข้อโดยตรง หรืออนุญาตไว้ใน robots.txt',
  },
  'browser-missing': {
    what: 'เครื่องนี้ไม่มีเบราว์เซอร์ที่จำเป็นต่อการเปิดหน้านี้',
    todo: 'ให้ผู้ดูแลเครื่องสั่ง oit doctor แล้วตรวจใหม่',
  },
  'not-visited': { what: 'โปรแกรมยังไม่ได้เปิดที่อยู่นี้', todo: 'ตรวจใหม่อีกครั้ง' },
};

const gaps: Messages['gaps'] = {
  'no-ocr': {
    what: 'เป็นภาพสแกน แต่เครื่องนี้ไม่มีตัวอ่านภาพสแกน (OCR)',
    todo: `ติดตั้งตามที่ oit doctor บอก (Windows: ${installOcr.windows} แล้วเลือกภาษาไทย, macOS: ${installOcr.macos}, Debian/Ubuntu: ${installOcr.debian}) แล้วตรวจใหม่ หรือเปิดอ่านด้วยตนเอง และควรเผยแพร่ไฟล์ที่ค้นหาข้อความได้`,
  },
  'unreadable-text': {
    what: 'ข้อความหรือภาพเสียหาย อ่านไม่เป็นคำ',
    todo: 'เปิดอ่านด้วยตนเอง และควรส่งออกไฟล์ PDF ใหม่จากต้นฉบับ',
  },
  'poor-picture': {
    what: 'เป็นภาพสแกนที่ไม่ชัด อ่านได้ไม่ครบทุกคำ',
    todo: 'เปิดอ่านด้วยตนเอง และควรเผยแพร่ไฟล์ที่ค้นหาข้อความได้',
  },
  'doubtful-numbers': {
    what: 'เป็นภาพสแกนที่อ่านตัวเลขปีได้ไม่แน่ใจ',
    todo: 'เปิดดูปีในเอกสารด้วยตนเอง และควรเผยแพร่ไฟล์ที่ค้นหาข้อความได้',
  },
  'picture-only': { what: 'เป็นภาพล้วน', todo: 'เปิดดูภาพด้วยตนเอง และควรพิมพ์ข้อความไว้ในหน้าเว็บด้วย' },
  encrypted: { what: 'ไฟล์ถูกเข้ารหัสหรือมีรหัสผ่าน', todo: 'เผยแพร่ไฟล์ที่เปิดได้โดยไม่ต้องใช้รหัสผ่าน' },
  damaged: { what: 'ไฟล์เสียหาย', todo: 'นำไฟล์ที่สมบูรณ์ขึ้นเว็บไซต์แทน' },
  'empty-file': { what: 'ไฟล์ว่างเปล่า', todo: 'นำไฟล์ที่มีเนื้อหาขึ้นเว็บไซต์แทน' },
  'unsupported-format': {
    what: 'เป็นไฟล์ชนิดที่โปรแกรมอ่านไม่ได้',
    todo: 'เปิดอ่านด้วยตนเอง หรือเผยแพร่เป็น PDF หรือหน้าเว็บ',
  },
  'unsafe-archive': {
    what: 'เป็นไฟล์บีบอัดที่ไม่ปลอดภัยหรือมีไฟล์ข้างในมากเกินไป',
    todo: 'เผยแพร่เอกสารแต่ละไฟล์โดยตรง ไม่ต้องบีบอัด',
  },
  'too-large': { what: 'ใหญ่เกินกว่าที่โปรแกรมจะอ่าน', todo: 'เปิดอ่านด้วยตนเอง' },
  'out-of-time': { what: 'ใช้เวลาอ่านนานเกินกำหนด', todo: 'เปิดอ่านด้วยตนเอง และควรแบ่งเป็นไฟล์ที่เล็กลง' },
  'out-of-memory': { what: 'ใช้หน่วยความจำในการอ่านเกินกำหนด', todo: 'เปิดอ่านด้วยตนเอง และควรแบ่งเป็นไฟล์ที่เล็กลง' },
  'reader-failed': { what: 'โปรแกรมอ่านไฟล์นี้ไม่สำเร็จ', todo: 'เปิดอ่านด้วยตนเอง และแจ้งผู้พัฒนาโปรแกรม' },
  'not-rendered': { what: 'หน้าเว็บแสดงผลไม่ครบ', todo: 'เปิดดูด้วยตนเองในเบราว์เซอร์' },
  'over-budget': { what: 'มีหน้าหรือไฟล์มากเกินกว่าที่โปรแกรมจะเปิดทั้งหมด', todo: 'เปิดดูส่วนที่เหลือด้วยตนเอง' },
  'frame-not-followed': { what: 'มีกรอบเนื้อหาจากเว็บไซต์อื่นที่ไม่ได้เปิดดู', todo: 'เปิดดูด้วยตนเอง' },
  'not-fetched': { what: 'เปิดไม่ได้', todo: 'ตรวจใหม่ภายหลัง หรือเปิดดูด้วยตนเอง' },
};

const sayFaults = (met: readonly Fault[]) => [...new Set(met.map(({ kind }) => faults[kind].what))].join('; ');
const sayAddresses = (met: readonly Fault[]) => list([...new Set(met.map(({ url }) => url))]);
const sayGap = ({ label, url }: { label: string; url: string }, { what }: Advice) => `${label || url} (${what})`;

export const th: Messages = {
  language: 'th',
  months,
  dateTime: ({ day, month, year, hours, minutes }) => `${day} ${month} ${year + 543} เวลา ${hours}.${minutes} น.`,

  outcomes: {
    passed: { label: 'ผ่าน', meaning: 'พบครบตามเกณฑ์ มีหลักฐานแสดง' },
    failed: { label: 'ไม่ผ่าน', meaning: 'ตรวจครบแล้ว ยังไม่เป็นไปตามเกณฑ์' },
    cantTell: { label: 'ต้องตรวจยืนยัน', meaning: 'โปรแกรมตัดสินแทนไม่ได้ ต้องให้เจ้าหน้าที่เปิดดู' },
    untested: { label: 'ตรวจไม่ได้', meaning: 'เปิดดูไม่สำเร็จ จึงยังไม่รู้ผล ควรตรวจใหม่' },
    inapplicable: { label: 'ไม่เกี่ยวข้อง', meaning: 'เกณฑ์นี้ไม่ใช้กับหน่วยงาน' },
  },
  certainties: {
    official: { label: 'เกณฑ์จากคู่มือ', meaning: 'อ่านจากคู่มือการประเมินฉบับทางการ' },
    reprinted: { label: 'เกณฑ์จากฉบับเผยแพร่ซ้ำ', meaning: 'อ่านจากแหล่งที่คัดลอกคู่มือมาเผยแพร่' },
    inferred: { label: 'เกณฑ์อนุมาน', meaning: 'สรุปจากหลักฐานอื่น ยังไม่พบข้อความในคู่มือ' },
  },
  lowConfidence: 'ความมั่นใจต่ำ',
  efforts: { small: 'งานเล็ก', medium: 'งานปานกลาง', large: 'งานใหญ่' },
  statuses: {
    draft: 'เกณฑ์ชุดนี้เป็นฉบับร่าง อาจเปลี่ยนแปลง',
    active: 'เกณฑ์ชุดที่ใช้อยู่',
    closed: 'เกณฑ์ของปีที่ประเมินเสร็จแล้ว',
  },

  manual: {
    verdicts: { met: 'ผ่าน', 'not-met': 'ไม่ผ่าน' },
    said: (verdict, reviewer, date) => `คนตัดสิน: ${verdict} (${reviewer} ${date})`,
    until: (date) => `ใช้ถึง ${date}`,
    reason: 'เหตุผล',
    states: {
      applies: 'ยังใช้ได้',
      'evidence-changed': 'ใช้ไม่ได้แล้ว เพราะหลักฐานที่ใช้ตัดสินเปลี่ยนไป',
      expired: 'ใช้ไม่ได้แล้ว เพราะพ้นวันที่กำหนดไว้',
    },
    item: (outcome) => `คนตัดสิน: ${outcome}`,
    counted: (count) => (count === 0 ? 'คะแนนนี้ไม่มีผลที่คนตัดสินรวมอยู่' : `คะแนนนี้นับผลที่คนตัดสิน ${count} องค์ประกอบ`),
    without: (expected, low, high) => `หากไม่นับผลที่คนตัดสิน: ${expected}${low === high ? '' : ` (${low}–${high})`}`,
    again: (count) => `ผลที่คนตัดสินซึ่งใช้ไม่ได้แล้ว ต้องดูอีกครั้ง: ${count} องค์ประกอบ`,
    date: (day, month, year) => `${day} ${month} ${year}`,
  },
  fail: {
    'not-submitted': () => 'ยังไม่ได้ระบุที่อยู่เว็บ (URL) ของข้อนี้ ต้องมีอย่างน้อยหนึ่งลิงก์ที่ประชาชนเปิดดูได้',
    'not-reachable': (reason) =>
      reason.faults.length > 0
        ? `เปิดที่อยู่ที่ส่งไว้ไม่ได้: ${sayFaults(reason.faults)} ประชาชนและผู้ประเมินจะเปิดไม่ได้เช่นกัน`
        : 'เปิดที่อยู่ที่ส่งไว้ไม่ได้ ประชาชนและผู้ประเมินจะเปิดไม่ได้เช่นกัน',
    'document-missing': ({ titles }) => `ไม่พบเอกสารหรือหน้าเว็บที่เรียกว่า ${quoted(titles)}`,
    'words-missing': ({ wanted, found, needed }) =>
      found === 0
        ? `ไม่พบข้อความเกี่ยวกับ: ${list(wanted)}${needed > 1 ? ` (ต้องมีอย่างน้อย ${needed} เรื่อง)` : ''}`
        : `พบ ${found} เรื่อง จากที่ต้องมีอย่างน้อย ${needed} เรื่อง ของ: ${list(wanted)}`,
    'field-missing': ({ fields }) => `ไม่พบข้อมูล: ${list(fields)}`,
    'field-blank': ({ fields }) => `มีช่องข้อมูลแล้วแต่ยังไม่ได้กรอก: ${list(fields)}`,
    'wrong-period': ({ wanted, found }) =>
      found.length > 0
        ? `ข้อมูลที่พบเป็นของ ${periods(found)} แต่เกณฑ์ต้องการของ ${period(wanted)}`
        : `ไม่พบข้อมูลของ ${period(wanted)}`,
    'months-missing': ({ months }) => `ข้อมูลรายเดือนขาดเดือน ${periods(months)}`,
    'too-few': ({ found, needed }) => `พบ ${found} รายการ ต้องมีอย่างน้อย ${needed} รายการ`,
    'nobody-listed': () => 'ไม่พบรายชื่อผู้บริหารในหน้าที่ส่งไว้ ต้องแสดงรายชื่อพร้อมตำแหน่ง',
    'post-missing': ({ posts }) => `ไม่พบผู้ดำรงตำแหน่ง: ${list(posts)} หากตำแหน่งว่างให้ระบุว่า “ว่าง”`,
    'person-field-missing': ({ field, people }) => `ไม่พบ${personFields[field] ?? ` ${field} `}ของ: ${list(people)}`,
    'contact-missing': ({ contact }) => `ไม่พบ${contacts[contact] ?? ` ${contact} `}ของหน่วยงาน`,
    'form-missing': ({ form }) => `ไม่พบไฟล์ตามแบบฟอร์ม ${form} ที่กำหนดให้ใช้`,
    'form-other': ({ form, found }) => `ไม่พบแบบฟอร์ม ${form} พบแต่ ${list(found)} ซึ่งใช้แทนกันไม่ได้`,
    'form-altered': ({ form, columns }) => `แบบฟอร์ม ${form} ไม่ตรงกับแบบที่กำหนด ไม่พบคอลัมน์: ${list(columns)}`,
    'form-incomplete': ({ form, cells, count }) =>
      `แบบฟอร์ม ${form} ยังว่างอยู่ ${count} ช่อง${cells.length > 0 ? ` เช่น ${cells.join(', ')}` : ''}`,
    'channel-missing': ({ channels }) => `ไม่พบช่องทางที่ใช้งานได้: ${list(channels)}`,
    'not-linked': ({ target }) => `ไม่พบลิงก์ไปยัง${target ? ` ${target} ` : 'หน้านี้'}จากหน้าแรกของเว็บไซต์หลัก`,
    'unwanted-present': ({ wanted }) => `พบสิ่งที่เกณฑ์กำหนดไม่ให้มี: ${list(wanted)}`,
    'other-agency': ({ names }) => `เป็นเอกสารของหน่วยงานอื่น: ${list(names)}`,
    'not-evidence': () => 'มีแต่ข้อความที่คัดลอกจากเกณฑ์ ข้อความตัวอย่าง หรือข้อความทดสอบ ไม่ใช่ข้อมูลของหน่วยงาน',
  },
  doubt: {
    'look-incomplete': (reason) =>
      reason.gaps.length > 0
        ? `ยังไม่พบ แต่สรุปไม่ได้ว่าไม่มี เพราะมีส่วนที่อ่านไม่ได้: ${reason.gaps.map((gap) => sayGap(gap, gaps[gap.code])).join('; ')}`
        : 'ยังไม่พบ แต่สรุปไม่ได้ว่าไม่มี เพราะมีส่วนที่อ่านไม่ได้',
    'ask-person': () => 'เรื่องนี้ต้องใช้ดุลยพินิจของเจ้าหน้าที่ โปรแกรมไม่ตัดสินแทน',
    'period-not-stated': ({ wanted }) => `พบข้อมูลแล้ว แต่ไม่ได้ระบุว่าเป็นของ ${period(wanted)}`,
    'one-witness': ({ wanted, read }) =>
      `ปี ${list(read)} อ่านจากภาพได้เพียงแห่งเดียว ตัวเลขไทยอาจอ่านผิด ให้คนดูว่าเป็นของปี ${wanted} หรือไม่`,
    'unknown-parts': ({ fields, headings }) =>
      `ไม่พบ ${list(fields)} ในชื่อที่โปรแกรมรู้จัก ให้คนดูว่าอยู่ใต้หัวข้อใดต่อไปนี้หรือไม่: ${list(headings)}`,
    'only-mentioned': ({ fields }) => `มีการกล่าวถึง ${list(fields)} แต่ไม่ได้แสดงเป็นหัวข้อหรือช่องข้อมูลให้ชัดเจน`,
    'in-picture': ({ pictures }) => `ข้อมูลอาจอยู่ในภาพ ${pictures} ภาพ ซึ่งโปรแกรมอ่านไม่ได้`,
    'other-agency': ({ names }) => `เอกสารนี้ดูเหมือนเป็นของหน่วยงานอื่น (${list(names)}) ให้คนดูว่าเป็นของหน่วยงานนี้หรือไม่`,
    'form-older': ({ form, older }) => `ใช้แบบฟอร์มของปีก่อน (${older}) แทน ${form} ให้คนดูว่ายอมรับหรือไม่`,
    'form-odd': ({ form, cells, count }) => `แบบฟอร์ม ${form} มี ${count} ช่องที่ค่าไม่ตรงกับที่แบบกำหนด เช่น ${list(cells)}`,
    'home-not-seen': () => 'เปิดหน้าแรกของเว็บไซต์ไม่ได้ จึงยังไม่รู้ว่ามีลิงก์จากหน้าแรกหรือไม่',
    'certificate-warning': (reason) =>
      `ผู้ชมจะพบคำเตือนความปลอดภัยแทนหน้าเว็บ เพราะใบรับรองไม่สมบูรณ์ โปรแกรมจึงไม่ได้เปิดดู: ${sayAddresses(reason.faults)}`,
  },
  faults,
  gaps,
  places: {
    whole: () => 'ทั้งหน้าหรือทั้งไฟล์',
    selector: () => 'ในหน้าเว็บ',
    page: ({ page }) => `หน้า ${page}`,
    cell: ({ sheet, ref }) => `แผ่นงาน ${sheet} ช่อง ${ref}`,
  },

  passed: 'พบแล้ว',
  inapplicable: 'เกณฑ์นี้ไม่ใช้กับหน่วยงาน',
  unowned: 'ยังไม่ได้กำหนดผู้รับผิดชอบ',

  report: {
    name: 'รายงานผลการตรวจการเปิดเผยข้อมูลสาธารณะ (OIT)',
    fiscalYear: (year) => `ปีงบประมาณ พ.ศ. ${year}`,
    province: (name) => `จังหวัด${name}`,
    checkedAt: (time) => `ตรวจเมื่อ ${time}`,
    skip: 'ข้ามไปยังผลรายข้อ',
  },
  summary: {
    heading: 'สรุปผล',
    oit: 'คะแนน OIT ที่คาดการณ์',
    outOf: 'จาก 100 คะแนน',
    between: (low, high) => `อยู่ระหว่าง ${low} ถึง ${high}`,
    exactly: 'ทุกรายการตัดสินได้ชัดเจน',
    betweenMeaning: 'ขึ้นกับผลของรายการที่ต้องตรวจยืนยันหรือตรวจไม่ได้',
    widths: ({ evidence, scheme, verdicts }) =>
      [
        ...(evidence === null ? [] : [`หลักฐาน ±${evidence}`]),
        ...(scheme === null ? [] : [`วิธีคิดคะแนน ±${scheme}`]),
        ...(verdicts === null ? [] : [`ผลตัดสินที่อาจผิด ±${verdicts}`]),
      ].join(' '),
    calibrated: (expected, low, high) => `เผื่อผลตัดสินที่อาจผิด: ${expected} มั่นใจ 95% ว่าอยู่ระหว่าง ${low} ถึง ${high}`,
    questions: 'IIT และ EIT รายคำถาม คะแนนต่ำสุดก่อน (ตัวเลขที่ได้รับมา โปรแกรมไม่ได้วัด)',
    responsible: 'ผู้รับผิดชอบ',
    ofResult: (year) => `ผลทางการ ปีงบประมาณ ${year}`,
    ita: 'คะแนน ITA ภาพรวมที่คาดการณ์',
    itaFrom: (iit, eit, source) => `คิดจาก IIT ${iit} และ EIT ${eit} (${source})`,
    grade: 'ระดับ',
    grades: (low, high) => `อาจอยู่ในระดับ ${low} ถึง ${high}`,
    gradeFrom: (grade, points) => `${grade} ตั้งแต่ ${points} คะแนน`,
    gradeBands: 'เกณฑ์ระดับผลการประเมิน',
    coverage: 'ตัดสินได้ชัดเจน',
    coverageMeaning: (complete) => `ของรายการที่นับคะแนน${complete ? '' : ' ส่วนที่เหลือต้องให้เจ้าหน้าที่ดูหรือตรวจใหม่'}`,
    nothing: 'ยังไม่สามารถตรวจสอบสิ่งใดได้',
    nothingMeaning:
      'การตรวจครั้งนี้ไม่มีรายการใดที่ตัดสินได้ชัดเจน จึงไม่แสดงคะแนน โปรดดูสาเหตุด้านล่าง แก้ไข แล้วตรวจใหม่ ผลนี้ไม่ได้แปลว่าหน่วยงานได้หรือเสียคะแนน',
    counts: 'จำนวนข้อแยกตามผล',
    items: (count) => `${count} ข้อ`,
    subIndicators: 'คะแนนรายตัวชี้วัดย่อย',
    scaleLabel: (low, expected, high) => `คาดการณ์ ${expected} คะแนน อยู่ระหว่าง ${low} ถึง ${high} จาก 100`,
    unknown: 'ยังไม่รู้ผล',
  },
  fixes: {
    heading: 'แก้ไขข้อใดได้คะแนนคืนมากที่สุด',
    lead: 'ข้อที่ไม่ผ่าน เรียงตามคะแนน OIT ที่เสียไป',
    none: 'ไม่มีข้อที่ไม่ผ่าน',
    gain: (points) => `+${points} คะแนน`,
    alsoOpen: (count, points) => `อีก ${count} ข้อยังไม่รู้ผลแน่ชัด รวมกันมีผลต่อคะแนน OIT ไม่เกิน ${points} คะแนน`,
  },
  items: {
    heading: 'ผลรายข้อ',
    lead: 'กดที่ข้อเพื่อดูหลักฐาน สิ่งที่ขาด และสิ่งที่ต้องทำ',
    points: (points) => `${points} / 100 คะแนน`,
    pointsUnknown: '–',
    weight: (points) => `น้ำหนัก ${points} คะแนน`,
    notCounted: 'ไม่นับคะแนน',
    notCountedMeaning: 'แสดงไว้เพื่อให้ทราบ ไม่มีผลต่อคะแนนที่คาดการณ์',
    notReviewed: 'เกณฑ์ของข้อนี้ยังไม่ได้เทียบกับคู่มือฉบับทางการ',
    todo: 'สิ่งที่ต้องทำ',
    look: 'สิ่งที่ต้องเปิดดู',
    submitted: 'ที่อยู่ที่ส่งไว้',
    noneSubmitted: 'ไม่ได้ส่งที่อยู่ของข้อนี้',
    sites: {
      main: 'อยู่บนเว็บไซต์หลัก',
      own: 'อยู่บนเว็บไซต์อื่นของหน่วยงาน',
      other: 'อยู่นอกเว็บไซต์ของหน่วยงาน',
    },
    clicks: (clicks, complete) =>
      clicks === 0
        ? 'เป็นหน้าแรก'
        : clicks !== null
          ? `เปิดจากหน้าแรกได้ใน ${clicks} คลิก`
          : complete
            ? 'ไม่มีทางเปิดจากหน้าแรกภายใน 3 คลิก'
            : 'ยังไม่พบทางเปิดจากหน้าแรก และยังดูไม่ครบทุกหน้า',
    againstRobots: 'robots.txt ของเว็บไซต์ห้ามโปรแกรมเปิดหน้านี้ โปรแกรมเปิดครั้งเดียวเพราะเป็นที่อยู่ที่ส่งไว้',
    screenshot: 'ภาพหน้าจอ',
    picture: (place) => `ภาพจากเอกสาร ${place}`,
    explanation: 'คำอธิบายที่ส่งไว้',
    looked: 'สิ่งที่โปรแกรมเปิดดู',
    lookedNothing: 'ไม่มีสิ่งที่เปิดดูได้',
    gaps: 'สิ่งที่อ่านไม่ได้หรืออ่านไม่ครบ',
    pages: (pages) => `หน้า ${pages}`,
    faults: 'ที่อยู่ที่เปิดไม่ได้',
  },
  filter: {
    heading: 'เลือกดูผล',
    outcome: 'ผล',
    division: 'ผู้รับผิดชอบ',
    anyOutcome: 'ทุกผล',
    anyDivision: 'ทุกกอง',
    text: 'ค้นหา',
    placeholder: 'เช่น o12 หรือ งบประมาณ',
    openAll: 'เปิดทุกข้อ',
    closeAll: 'ปิดทุกข้อ',
    shown: 'แสดง {shown} จาก {all} ข้อ',
    nothing: 'ไม่มีข้อที่ตรงกับที่เลือก',
  },
  notes: {
    heading: 'ข้อควรรู้เกี่ยวกับรายงานนี้',
    reconstruction: 'สิ่งที่โปรแกรมไม่อาจรู้',
    legend: 'ความหมายของผล',
    certainty: 'ที่มาของเกณฑ์',
    unreachable: 'ที่อยู่ทั้งหมดที่เปิดไม่ได้ในการตรวจครั้งนี้',
    technical: 'ข้อมูลทางเทคนิค',
    tool: 'โปรแกรม',
    rules: 'ชุดเกณฑ์',
    started: 'เริ่มตรวจ',
    finished: 'ตรวจเสร็จ',
  },
  divisions: {
    name: 'ใบงานปรับปรุงข้อมูล OIT',
    contact: 'ติดต่อ',
    lead: (items, points) => `มี ${items} ข้อที่ต้องดำเนินการ มีผลต่อคะแนน OIT รวมไม่เกิน ${points} คะแนน`,
    nothing: 'ไม่มีข้อที่ต้องดำเนินการในขณะนี้',
    headings: {
      failed: 'ต้องแก้ไข',
      cantTell: 'ต้องเปิดดูเพื่อยืนยัน',
      untested: 'ต้องทำให้เปิดได้ แล้วตรวจใหม่',
    },
    missing: 'สิ่งที่พบ',
    todo: 'สิ่งที่ต้องทำ',
    where: 'ต้องปรากฏที่',
    done: 'ผู้ดำเนินการ / วันที่แล้วเสร็จ',
    worth: (points) => `มีผลไม่เกิน ${points} คะแนนใน OIT`,
    publishOn: (website) => `ยังไม่มีที่อยู่ที่ส่งไว้ ให้เผยแพร่บน ${website} แล้วแจ้งที่อยู่`,
    seeReport: 'ดูรายละเอียดในรายงานหลัก',
  },
  csv: {
    item: 'ข้อ',
    itemTitle: 'ชื่อข้อ',
    itemOutcome: 'ผลของข้อ',
    element: 'องค์ประกอบ',
    elementTitle: 'ชื่อองค์ประกอบ',
    outcome: 'ผล',
    reason: 'เหตุผล',
    quote: 'ข้อความที่พบ',
    url: 'ที่อยู่',
    place: 'ตำแหน่ง',
    division: 'ผู้รับผิดชอบ',
    remedy: 'สิ่งที่ต้องทำ',
    question: 'สิ่งที่ต้องเปิดดู',
    pointsLow: 'คะแนนของข้อ (ต่ำสุด)',
    pointsExpected: 'คะแนนของข้อ (คาดการณ์)',
    pointsHigh: 'คะแนนของข้อ (สูงสุด)',
    weight: 'น้ำหนักใน OIT',
    certainty: 'ที่มาของเกณฑ์',
    counted: 'นับคะแนน',
    manual: 'คนตัดสิน',
    manualState: 'ผลที่คนตัดสินยังใช้ได้หรือไม่',
    manualReviewer: 'ผู้ตรวจ',
    manualReason: 'เหตุผลของผู้ตรวจ',
    manualDate: 'วันที่ตรวจ',
    manualUntil: 'ใช้ถึงวันที่',
    itemManual: 'ผลของข้อเมื่อนับผลที่คนตัดสิน',
    automaticExpected: 'คะแนนของข้อ (คาดการณ์) หากไม่นับผลที่คนตัดสิน',
    yes: 'ใช่',
    no: 'ไม่',
  },
  terminal: {
    item: 'ข้อ',
    title: 'เรื่อง',
    outcome: 'ผล',
    points: 'คะแนน',
    gaps: (items, count) => `อ่านไม่ได้หรืออ่านไม่ครบ ${count} แห่ง ใน ${items} ข้อ`,
    faults: (count) => `เปิดไม่ได้ ${count} ที่อยู่`,
    again: 'อย่าเพิ่งเชื่อผลนี้ แก้สาเหตุแล้วตรวจใหม่',
  },
};
