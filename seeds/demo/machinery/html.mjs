// Small pieces of HTML that several content files share.

/** A table with header cells. */
export function table(head, rows, caption = '') {
  const line = (tag) => (cells) => `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table class="data" border="1" cellspacing="0" cellpadding="4">
${caption && `<caption>${caption}</caption>\n`}<thead>${line('th')(head)}</thead>
<tbody>
${rows.map(line('td')).join('\n')}
</tbody>
</table>`;
}

/** Lines of the form "label : value". */
export function fields(pairs) {
  return pairs.map(([label, value]) => `<p><b>${label}</b> : ${value}</p>`).join('\n');
}

export function list(entries, tag = 'ul') {
  return `<${tag}>\n${entries.map((entry) => `<li>${entry}</li>`).join('\n')}\n</${tag}>`;
}

/** Sections of a report: heading and paragraphs. */
export function sections(parts, tag = 'h3') {
  return parts.map(([title, ...body]) => `<${tag}>${title}</${tag}>\n${body.map(paragraph).join('\n')}`).join('\n');
}

function paragraph(text) {
  return text.startsWith('<') ? text : `<p>${text}</p>`;
}

/** The list of downloads as vendor systems show it: number, title, date, times read. */
export function documents(entries) {
  return `<div class="doc-list">
${entries
  .map(
    ({ title, href, date, read }, index) => `<div class="doc-row">
<span class="doc-no">${index + 1}</span>
<span class="doc-title"><a href="${href}" target="_blank">${title}</a></span>
<span class="doc-date">${date}</span>
<span class="doc-read">เปิดอ่าน ${read} ครั้ง</span>
</div>`,
  )
  .join('\n')}
</div>`;
}

/** Digits as Thai documents write them. */
export function thaiDigits(text) {
  return String(text).replace(/\d/gu, (digit) => String.fromCodePoint(0x0e50 + Number(digit)));
}

/** Whole numbers with thousands separators. */
export function amount(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/gu, ',');
}
