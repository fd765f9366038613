// The menu of every page. It names all 28 items, so the words of a menu can never prove that an item is there.
import { itemsOf2568 } from './ita.mjs';

const groupTitles = {
  9.1: 'ข้อมูลพื้นฐาน',
  9.2: 'การบริหารงานและการใช้จ่ายงบประมาณ',
  9.3: 'การจัดซื้อจัดจ้าง',
  9.4: 'การบริหารและพัฒนาทรัพยากรบุคคล',
  9.5: 'การส่งเสริมความโปร่งใส',
  10.1: 'การป้องกันการทุจริตในประเด็นสินบน',
  10.2: 'การส่งเสริมคุณธรรมและความโปร่งใส',
};

const itemLink = ({ id, title, urls }) => ({ title: `${id.toUpperCase()} ${title}`, href: urls[0] });

export const menu = [
  { title: 'หน้าแรก', href: '/home.html' },
  {
    title: 'ข้อมูลหน่วยงาน',
    entries: [
      { title: 'ประวัติความเป็นมา', href: '/index/history.html' },
      { title: 'คณะผู้บริหาร', href: '/index/executives.html' },
      { title: 'โครงสร้างและอำนาจหน้าที่', href: '/index/structure.html' },
      { title: 'พ.ร.บ.ข้อมูลข่าวสารของราชการ พ.ศ. 2540', href: '#' },
    ],
  },
  ...Object.entries(groupTitles).map(([group, title]) => ({
    title,
    entries: itemsOf2568.filter((item) => item.group === group).map(itemLink),
  })),
  { title: 'ITA', href: '/ita/' },
  { title: 'ติดต่อเรา', href: '/index/contact.html' },
];
