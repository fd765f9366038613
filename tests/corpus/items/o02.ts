import type { Content, Person } from '../content.ts';

const criteria =
  'o2 ข้อมูลผู้บริหาร องค์ประกอบด้านข้อมูล: แสดงข้อมูลของผู้บริหารสูงสุด และรองผู้บริหารสูงสุดของหน่วยงาน กรณีองค์กรปกครองส่วนท้องถิ่นให้แสดงทั้งฝ่ายการเมืองและฝ่ายข้าราชการประจำ อย่างน้อยประกอบด้วย (1) ชื่อ-นามสกุล (2) ตำแหน่ง (3) รูปถ่าย (4) ช่องทางการติดต่อของผู้บริหารแต่ละคน';

/** What holds for every person listed stands in several places at once. */
const ofEveryPerson = ['o2.4', 'o2.5', 'o2.6', 'o2.7'];

const mayor: Person = {
  name: 'นายสมพงษ์ ทองรุ่งเรืองชัย',
  posts: ['นายกเทศมนตรีเมืองทุ่งทอง'],
  photo: '/images/board/sompong.jpg',
  phone: '0-4299-9111',
  email: 'mayor@thungthongcity.go.th',
};
const firstDeputy: Person = {
  name: 'นางสาวปิยะดา แสงจันทร์งาม',
  posts: ['รองนายกเทศมนตรี'],
  photo: '/images/board/piyada.jpg',
  phone: '0-4299-9112',
  email: 'piyada@thungthongcity.go.th',
};
const secondDeputy: Person = {
  name: 'นายอนุวัฒน์ ศรีกว้างไกลสุข',
  posts: ['รองนายกเทศมนตรี'],
  photo: '/images/board/anuwat.jpg',
  phone: '0-4299-9113',
  email: 'anuwat@thungthongcity.go.th',
};
const clerk: Person = {
  name: 'นางวิไลวรรณ พงศ์สว่างไพร',
  posts: ['ปลัดเทศบาล'],
  photo: '/images/board/wilaiwan.jpg',
  phone: '0-4299-9114',
  email: 'wilaiwan@thungthongcity.go.th',
};
const deputyClerk: Person = {
  name: 'ว่าที่ร้อยตรี ณัฐพล คำดีเลิศวงศ์',
  posts: ['รองปลัดเทศบาล'],
  photo: '/images/board/nattapon.jpg',
  phone: '0-4299-9115',
  email: 'nattapon@thungthongcity.go.th',
};

const withoutEmail = ({ name, posts, photo, phone }: Person): Person => ({
  name,
  posts,
  photo,
  ...(phone === undefined ? {} : { phone }),
});

export const contents: readonly Content[] = [
  {
    itemId: 'o2',
    name: 'one-list',
    title: 'ข้อมูลผู้บริหารเทศบาลเมืองทุ่งทอง',
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    criteria,
    parts: [
      {
        kind: 'paragraph',
        text: 'คณะผู้บริหารชุดปัจจุบันมุ่งบริหารงานด้วยหลักธรรมาภิบาล โปร่งใส ตรวจสอบได้ และยึดประโยชน์ของพี่น้องประชาชนเป็นที่ตั้ง ท่านสามารถติดต่อผู้บริหารแต่ละท่านได้โดยตรงตามข้อมูลด้านล่าง',
      },
      {
        kind: 'people',
        proves: ['o2.1', 'o2.2', 'o2.3', ...ofEveryPerson],
        people: [mayor, firstDeputy, secondDeputy, clerk, deputyClerk],
      },
      {
        kind: 'paragraph',
        text: 'หากประสงค์จะขอเข้าพบที่สำนักงาน โปรดนัดหมายล่วงหน้าอย่างน้อยหนึ่งวันทำการ เพื่อความสะดวกของท่าน',
      },
    ],
  },
  {
    itemId: 'o2',
    name: 'two-sides',
    title: 'คณะผู้บริหาร',
    titleProves: ofEveryPerson,
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    criteria,
    parts: [
      {
        kind: 'paragraph',
        text: 'เทศบาลเมืองทุ่งทองมีการบริหารงานสองฝ่ายทำงานร่วมกัน ฝ่ายหนึ่งมาจากการเลือกตั้งของประชาชนและมีวาระสี่ปี อีกฝ่ายหนึ่งเป็นข้าราชการส่วนท้องถิ่นที่รับนโยบายไปปฏิบัติ ทั้งสองฝ่ายประชุมร่วมกันทุกวันจันทร์แรกของเดือน เพื่อติดตามงานบริการสาธารณะ การก่อสร้าง และเรื่องที่ชุมชนเสนอเข้ามา',
      },
      {
        kind: 'section',
        title: 'ฝ่ายการเมือง',
        parts: [
          { kind: 'people', proves: ['o2.1'], people: [withoutEmail(mayor)] },
          { kind: 'people', proves: ['o2.2'], people: [firstDeputy, secondDeputy].map(withoutEmail) },
        ],
      },
      {
        kind: 'section',
        title: 'ฝ่ายข้าราชการประจำ',
        proves: ['o2.3'],
        parts: [{ kind: 'people', people: [clerk, deputyClerk].map(withoutEmail) }],
      },
    ],
  },
  {
    itemId: 'o2',
    name: 'vacant-and-acting',
    title: 'ทำเนียบผู้บริหารเทศบาลเมืองทุ่งทอง',
    titleProves: ofEveryPerson,
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    criteria,
    parts: [
      {
        kind: 'paragraph',
        text: 'ข้อมูลนี้ปรับปรุงทุกครั้งที่มีการเปลี่ยนแปลงตำแหน่ง ตำแหน่งที่ยังไม่มีผู้ดำรงตำแหน่งแสดงไว้ว่าว่าง และอยู่ระหว่างพิจารณาแต่งตั้ง ผู้ประสงค์จะหารือข้อราชการโปรดใช้ข้อมูลติดต่อที่แสดงไว้คู่กับชื่อ',
      },
      {
        kind: 'section',
        title: 'นายกเทศมนตรี',
        proves: ['o2.1'],
        parts: [
          { kind: 'people', people: [{ ...mayor, name: 'ดร.กิตติศักดิ์ วรรณวงศ์อุดมสิน', photo: '/upload/team/01kitti.jpg' }] },
        ],
      },
      {
        kind: 'section',
        title: 'รองนายกเทศมนตรี',
        proves: ['o2.2'],
        parts: [
          {
            kind: 'people',
            people: [
              { ...firstDeputy, posts: ['รองนายกเทศมนตรี คนที่ 1'], photo: '/upload/team/02piyada.jpg' },
              { name: 'ว่าง', posts: ['รองนายกเทศมนตรี คนที่ 2'], photo: null },
            ],
          },
        ],
      },
      {
        kind: 'section',
        title: 'ปลัดและรองปลัด',
        proves: ['o2.3'],
        parts: [
          {
            kind: 'people',
            people: [
              {
                name: 'นางเพ็ญพักตร์ สุขเกษมธารา',
                posts: ['รองปลัดเทศบาล', 'รักษาราชการแทนปลัดเทศบาลเมืองทุ่งทอง'],
                photo: '/upload/team/03penpak.jpg',
                phone: '0-4299-9104 ต่อ 11',
                email: 'penpak@thungthongcity.go.th',
              },
              { ...deputyClerk, photo: '/upload/team/04nattapon.jpg', phone: '0-4299-9105 ต่อ 12' },
            ],
          },
        ],
      },
    ],
  },
];
