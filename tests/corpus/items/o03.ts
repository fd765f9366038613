import type { Content } from '../content.ts';

const criteria =
  'o3 ข้อมูลการติดต่อ องค์ประกอบด้านข้อมูล: แสดงข้อมูลการติดต่อของหน่วยงาน อย่างน้อยประกอบด้วย (1) ที่อยู่ของหน่วยงาน (2) หมายเลขโทรศัพท์ของหน่วยงาน (3) E-mail ของหน่วยงาน (4) แผนที่ตั้งของหน่วยงาน และแสดงช่องทางที่บุคคลภายนอกสามารถสอบถามข้อมูลต่าง ๆ ได้ และหน่วยงานสามารถสื่อสารให้คำตอบกับผู้สอบถามได้ ในลักษณะการสื่อสารได้สองทาง (Q&A) เช่น Messenger Live Chat, Chatbot, Line Official Account, Web board เป็นต้น โดยสามารถเข้าถึงหรือเชื่อมโยงไปยังช่องทางดังกล่าวได้จากเว็บไซต์หลักของหน่วยงาน';

export const contents: readonly Content[] = [
  {
    itemId: 'o3',
    name: 'labelled-lines',
    title: 'ติดต่อเทศบาลเมืองทุ่งทอง',
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    leftOut: ['o3.6'],
    criteria,
    parts: [
      {
        kind: 'paragraph',
        text: 'เทศบาลยินดีให้บริการและรับฟังข้อคิดเห็นจากทุกท่าน เปิดทำการวันจันทร์ถึงวันศุกร์ เวลา 08.30 - 16.30 น. เว้นวันหยุดราชการ โดยไม่หยุดพักกลางวันสำหรับงานทะเบียนราษฎรและงานรับชำระภาษี',
      },
      {
        kind: 'paragraph',
        proves: ['o3.1'],
        text: 'ที่อยู่: สำนักงานเทศบาลเมืองทุ่งทอง เลขที่ 99 หมู่ที่ 4 ถนนสุขสวัสดิ์ ตำบลทุ่งทอง อำเภอทุ่งทอง จังหวัดอุดรธานี 41990',
      },
      { kind: 'paragraph', proves: ['o3.2'], text: 'โทรศัพท์: 0-4299-9100 (10 คู่สาย)' },
      { kind: 'paragraph', proves: ['o3.3'], text: 'อีเมล: saraban@thungthongcity.go.th' },
      {
        kind: 'frame',
        proves: ['o3.4'],
        url: 'https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d3806.1!2d102.9!3d17.4',
        title: 'แผนที่ตั้งสำนักงานเทศบาลเมืองทุ่งทอง',
      },
      {
        kind: 'link',
        proves: ['o3.5'],
        text: 'แชตสอบถามผ่าน Line Official Account',
        url: 'https://line.me/R/ti/p/@thungthongcity',
      },
      {
        kind: 'paragraph',
        text: 'เจ้าหน้าที่จะตอบคำถามของท่านภายในเวลาทำการ หากเป็นเรื่องที่ต้องประสานกองที่เกี่ยวข้อง จะแจ้งความคืบหน้าภายในสามวันทำการ',
      },
    ],
  },
  {
    itemId: 'o3',
    name: 'sections-with-board',
    title: 'ข้อมูลการติดต่อ',
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    leftOut: ['o3.6'],
    criteria,
    parts: [
      {
        kind: 'section',
        title: 'ที่ตั้งสำนักงาน',
        proves: ['o3.1'],
        parts: [
          {
            kind: 'paragraph',
            text: 'เทศบาลเมืองทุ่งทอง อาคารเฉลิมพระเกียรติ 99 ม.4 ถ.สุขสวัสดิ์ ต.ทุ่งทอง อ.ทุ่งทอง จ.อุดรธานี 41990',
          },
        ],
      },
      {
        kind: 'section',
        title: 'โทรศัพท์และโทรสาร',
        proves: ['o3.2'],
        parts: [
          {
            kind: 'table',
            columns: [{ title: 'หน่วยงาน' }, { title: 'หมายเลข' }],
            rows: [
              ['ประชาสัมพันธ์ (โอเปอเรเตอร์)', '042-999100'],
              ['สำนักปลัดเทศบาล', '042-999100 ต่อ 101'],
              ['กองคลัง', '042-999100 ต่อ 201'],
              ['กองช่าง', '042-999100 ต่อ 301'],
              ['โทรสาร', '042-999101'],
            ],
          },
        ],
      },
      {
        kind: 'section',
        title: 'ไปรษณีย์อิเล็กทรอนิกส์',
        proves: ['o3.3'],
        parts: [{ kind: 'paragraph', text: 'saraban.tt@thungthongcity.go.th' }],
      },
      {
        kind: 'section',
        title: 'การเดินทาง',
        parts: [
          {
            kind: 'paragraph',
            text: 'จากสถานีขนส่งผู้โดยสาร ใช้รถสองแถวสายหนึ่ง ลงหน้าตลาดสดเทศบาล สำนักงานอยู่ตรงข้ามสวนสาธารณะ มีที่จอดรถสำหรับผู้มาติดต่อราชการและผู้พิการ',
          },
          { kind: 'link', proves: ['o3.4'], text: 'เปิดแผนที่นำทาง', url: 'https://maps.app.goo.gl/Tg7wQn5pKdVh2Zs86' },
        ],
      },
      {
        kind: 'section',
        title: 'ถาม - ตอบ',
        proves: ['o3.5'],
        parts: [
          {
            kind: 'paragraph',
            text: 'ท่านตั้งกระทู้สอบถามได้โดยไม่ต้องสมัครสมาชิก เจ้าหน้าที่จะตอบกลับในกระทู้เดียวกัน',
          },
          { kind: 'link', text: 'กระดานสนทนา (Web board)', url: 'https://www.thungthongcity.go.th/webboard/' },
        ],
      },
    ],
  },
  {
    itemId: 'o3',
    name: 'table-and-messenger',
    title: 'ช่องทางติดต่อสอบถามเทศบาลเมืองทุ่งทอง',
    fiscalYear: null,
    yearProves: [],
    media: ['page'],
    leftOut: ['o3.6'],
    criteria,
    parts: [
      {
        kind: 'list',
        proves: ['o3.1'],
        items: [
          'สถานที่ติดต่อ : สำนักงานเทศบาลเมืองทุ่งทอง 99 หมู่ 4 ถนนสุขสวัสดิ์ ตำบลทุ่งทอง อำเภอทุ่งทอง จังหวัดอุดรธานี รหัสไปรษณีย์ 41990',
        ],
      },
      {
        kind: 'list',
        proves: ['o3.2'],
        items: ['เบอร์โทรศัพท์ : 0 4299 9100', 'สายด่วนงานป้องกันฯ ตลอด 24 ชั่วโมง : 0 4299 9199'],
      },
      { kind: 'list', proves: ['o3.3'], items: ['E-mail : contact@thungthongcity.go.th'] },
      {
        kind: 'section',
        title: 'แผนที่',
        proves: ['o3.4'],
        parts: [
          {
            kind: 'frame',
            url: 'https://www.google.com/maps/embed?pb=!1m14!1m8!1m3!1d15224.7!2d102.91!3d17.41!4m5',
            title: 'ที่ตั้งเทศบาลเมืองทุ่งทอง',
          },
        ],
      },
      {
        kind: 'section',
        title: 'สนทนากับเจ้าหน้าที่',
        proves: ['o3.5'],
        parts: [
          {
            kind: 'paragraph',
            text: 'กดปุ่มด้านล่างเพื่อเปิดหน้าต่างสนทนา เจ้าหน้าที่งานประชาสัมพันธ์ตอบทุกข้อความในวันและเวลาราชการ',
          },
          { kind: 'link', text: 'พูดคุยทาง Messenger', url: 'https://m.me/thungthongcity' },
        ],
      },
      {
        kind: 'section',
        title: 'ก่อนติดต่อเรา',
        parts: [
          {
            kind: 'paragraph',
            text: 'เพื่อความรวดเร็ว โปรดเตรียมชื่อ เรื่องที่ต้องการทราบ และเลขที่รับเรื่อง (ถ้ามี) เทศบาลเก็บรักษาข้อมูลส่วนบุคคลของท่านตามประกาศความเป็นส่วนตัว และจะใช้เพื่อการตอบกลับเท่านั้น',
          },
        ],
      },
    ],
  },
];
