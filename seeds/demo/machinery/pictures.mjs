// Drawings: portraits, the crest, the map of the office and a photograph's stand-in.

export function portrait({ wall, suit, hair, long }) {
  const behind = long ? `<path d="M46 62q34-52 68 0v62h-68z" fill="${hair}"/>` : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="200">
<rect width="160" height="200" fill="${wall}"/>${behind}
<path d="M12 200q6-62 68-62t68 62z" fill="${suit}"/><path d="M64 140h32l-16 34z" fill="#fff"/>
<rect x="68" y="112" width="24" height="32" fill="#dcae88"/><ellipse cx="80" cy="86" rx="31" ry="38" fill="#e8bd98"/>
<path d="M48 82q2-46 32-44t32 44q-10-24-32-24t-32 24z" fill="${hair}"/>
<circle cx="69" cy="86" r="3" fill="#333"/><circle cx="91" cy="86" r="3" fill="#333"/><path d="M70 106q10 7 20 0" stroke="#a55" stroke-width="2" fill="none"/>
</svg>`;
}

export const crest = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="120">
<rect width="120" height="120" fill="#ffffff"/><circle cx="60" cy="60" r="56" fill="#2e6b34"/><circle cx="60" cy="60" r="46" fill="#f7f3d7"/>
<path d="M20 78q40-22 80 0v6q-40 20-80 0z" fill="#7cab3f"/><path d="M60 26v50M60 40q-14-2-16-14 14 2 16 14zM60 52q14-2 16-14-14 2-16 14z" stroke="#c79a1d" stroke-width="3" fill="#e9c34c"/></svg>`;

export const officeMap = `<svg xmlns="http://www.w3.org/2000/svg" width="520" height="320" font-family="Loma" font-size="14">
<rect width="520" height="320" fill="#eef3e4"/><path d="M0 210h520" stroke="#fff" stroke-width="26"/><path d="M180 0v320M390 0v320" stroke="#fff" stroke-width="18"/>
<path d="M0 60q120 40 240 0t280 20" stroke="#8fc1e3" stroke-width="20" fill="none"/>
<rect x="210" y="120" width="120" height="62" fill="#2e6b34"/><text x="220" y="156" fill="#fff">สำนักงานเทศบาล</text>
<text x="20" y="216" fill="#555">ถนนสาธิตพัฒนา</text><rect x="40" y="240" width="100" height="50" fill="#d9c9a3"/><text x="62" y="270">ตลาดสด</text>
<rect x="420" y="130" width="80" height="50" fill="#d6c7e6"/><text x="434" y="160">โรงเรียน</text></svg>`;

/** A meeting, drawn: rows of heads before a board. */
export function meeting(board) {
  const heads = Array.from({ length: 18 }, (_, index) => {
    const x = 40 + (index % 9) * 50;
    const y = 210 + Math.floor(index / 9) * 45;
    return `<circle cx="${x}" cy="${y}" r="15" fill="#4a3b30"/><path d="M${x - 20} ${y + 45}q20-40 40 0z" fill="${index % 2 ? '#7a9cc0' : '#c9ad6a'}"/>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="300"><rect width="480" height="300" fill="#efe9dd"/>
<rect x="90" y="30" width="300" height="120" fill="${board}"/><rect x="220" y="150" width="40" height="40" fill="#8a6d3b"/>${heads.join('')}</svg>`;
}
