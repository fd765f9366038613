import { type Content, ownName } from '../content.ts';
import type { Around } from './style.ts';

/** What stands on every page of a site whatever the page is about, and proves nothing. */

/** Items whose elements a way in the menu would show as well as one on the page. */
type Entry = { text: string; url: string; provesFor?: readonly string[] };

const channels = ['o3', 'o10', 'o17', 'o18'];

const entries: readonly Entry[] = [
  { text: 'หน้าแรก', url: '/' },
  { text: 'โครงสร้างและอำนาจหน้าที่', url: '/structure' },
  { text: 'คณะผู้บริหาร', url: '/board' },
  { text: 'ข้อมูลการติดต่อ', url: '/contact', provesFor: channels },
  { text: 'ข่าวประชาสัมพันธ์', url: '/news' },
  { text: 'แผนพัฒนาท้องถิ่น', url: '/plan' },
  { text: 'แผนดำเนินงานและความก้าวหน้า', url: '/operation' },
  { text: 'รายงานผลการดำเนินงานประจำปี', url: '/report' },
  { text: 'คู่มือการปฏิบัติงาน', url: '/manual' },
  { text: 'คู่มือการขอรับบริการ', url: '/service' },
  { text: 'E-Service', url: '/e-service', provesFor: channels },
  { text: 'สถิติการให้บริการ', url: '/statistics' },
  { text: 'การจัดซื้อจัดจ้าง', url: '/procurement' },
  { text: 'แผนบริหารทรัพยากรบุคคล', url: '/personnel' },
  { text: 'ประมวลจริยธรรม', url: '/ethics' },
  { text: 'ร้องเรียนการทุจริต', url: '/complaint', provesFor: channels },
  { text: 'การมีส่วนร่วม', url: '/participation' },
  { text: 'No Gift Policy', url: '/no-gift' },
  { text: 'การประเมินความเสี่ยงการทุจริต', url: '/risk' },
  { text: 'แผนปฏิบัติการป้องกันการทุจริต', url: '/anti-corruption' },
  { text: 'มาตรการส่งเสริมคุณธรรมและความโปร่งใส', url: '/integrity' },
];

export const menuOf = ({ itemId }: Content, { menu }: Around): Pick<Entry, 'text' | 'url'>[] => [
  ...entries.filter(({ provesFor = [] }) => !provesFor.includes(itemId)),
  ...menu.map((text, index) => ({ text, url: `/page-${index + 1}` })),
];

export type Beside = { title: string; entries: readonly { text: string; date: string }[] };

/** Of years that nobody asks for any more. */
const oldNews: Beside['entries'] = [
  { text: 'รับสมัครแข่งขันกีฬาเยาวชนต้านยาเสพติด', date: '14 กุมภาพันธ์ 2562' },
  { text: 'ประชาสัมพันธ์การชำระภาษีที่ดินและสิ่งปลูกสร้าง', date: '3 เมษายน 2563' },
  { text: 'งานประเพณีลอยกระทงวิถีใหม่', date: '19 พฤศจิกายน 2563' },
  { text: 'มอบถุงยังชีพผู้ประสบอุทกภัย', date: '7 ตุลาคม 2564' },
];
const downloads: Beside['entries'] = [
  { text: 'แบบคำขอมีบัตรประจำตัวคนพิการ', date: '14 กุมภาพันธ์ 2562' },
  { text: 'แบบแจ้งการเปลี่ยนแปลงที่ดิน', date: '3 เมษายน 2563' },
  { text: 'แบบคำร้องทั่วไป', date: '7 ตุลาคม 2564' },
];

/** What the sidebar shows: news, but forms where news are asked for, since old ones are news all the same. */
export const besideOf = ({ itemId }: Content, newsTitle: string): Beside =>
  itemId === 'o4' ? { title: 'แบบฟอร์ม', entries: downloads } : { title: newsTitle, entries: oldNews };

/** Where the item asks for the office's contact, one in the footer would do as well: it is left out there. */
export const footerOf = ({ itemId }: Content): string[] => {
  const office = `สำนักงาน${ownName}`;
  if (channels.includes(itemId)) return [office, 'สงวนลิขสิทธิ์'];
  return [`${office} 99 หมู่ 4 ถนนสุขสวัสดิ์`, 'โทรศัพท์ 0-4299-9100 โทรสาร 0-4299-9101', 'สงวนลิขสิทธิ์'];
};
