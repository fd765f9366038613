// Who the municipality is. Everything here is invented; .example is a reserved domain.
export const agency = {
  name: 'เทศบาลเมืองทุ่งสาธิต',
  english: 'Thung Sathit Town Municipality',
  address: '199 หมู่ 3 ถนนสาธิตพัฒนา ตำบลทุ่งสาธิต อำเภอเมืองสาธิต จังหวัดสาธิตบุรี 42990',
  phone: '0-4299-0100',
  fax: '0-4299-0109',
  email: 'saraban@thungsathit.example',
};

export const divisions = {
  clerk: 'สำนักปลัดเทศบาล',
  finance: 'กองคลัง',
  works: 'กองช่าง',
  education: 'กองการศึกษา',
  health: 'กองสาธารณสุขและสิ่งแวดล้อม',
  strategy: 'กองยุทธศาสตร์และงบประมาณ',
  welfare: 'กองสวัสดิการสังคม',
  audit: 'หน่วยตรวจสอบภายใน',
};

export const mayor = { name: 'นายภูริเดช ธารทองสาธิต', post: 'นายกเทศมนตรีเมืองทุ่งสาธิต' };

/** The executives of o2: on purpose without a telephone or e-mail of their own. */
export const executives = {
  political: [
    { ...mayor, photo: '/images/personnel/p01.png' },
    { name: 'นางสาวมณีกาญจน์ ไพรสาธิต', post: 'รองนายกเทศมนตรี คนที่ 1', photo: '/images/personnel/p02.png' },
    { name: 'นายวรเมศ นาคำสาธิต', post: 'รองนายกเทศมนตรี คนที่ 2', photo: '/images/personnel/p03.png' },
  ],
  permanent: [
    { name: 'นางพิมพ์ชนา ลานข้าวสาธิต', post: 'ปลัดเทศบาล', photo: '/images/personnel/p04.png' },
    { name: 'ว่าที่ร้อยตรีกฤตยชญ์ ดอนสาธิต', post: 'รองปลัดเทศบาล', photo: '/images/personnel/p05.png' },
  ],
};

/** Portraits are drawn as plain silhouettes, each with its own colours. */
export const portraits = [
  { path: 'images/personnel/p01.png', wall: '#cfe3f5', suit: '#1f3a5f', hair: '#2b2320', long: false },
  { path: 'images/personnel/p02.png', wall: '#f6dfe6', suit: '#7c2f54', hair: '#3a2a22', long: true },
  { path: 'images/personnel/p03.png', wall: '#dcefd9', suit: '#2f5a38', hair: '#161616', long: false },
  { path: 'images/personnel/p04.png', wall: '#efe6cf', suit: '#6b5420', hair: '#4a3527', long: true },
  { path: 'images/personnel/p05.png', wall: '#e2dcf2', suit: '#46386e', hair: '#5f5a57', long: false },
];
