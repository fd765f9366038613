import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  HeadingLevel,
  LevelFormat,
  Packer,
  PageOrientation,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Content, Table as ContentTable, Part } from '../content.ts';
import { levelOf, partsIn } from '../parts.ts';
import type { Style } from './style.ts';

const upright = 8;
const ranks = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3] as const;

const headingOf = (text: string, level: number): Paragraph =>
  new Paragraph({ text, heading: ranks[level - 1] ?? HeadingLevel.HEADING_3 });

const rowOf = (cells: readonly string[], isHead: boolean): TableRow =>
  new TableRow({
    tableHeader: isHead,
    children: cells.map(
      (text) => new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold: isHead })] })] }),
    ),
  });

const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

const tableOf = ({ columns, rows }: ContentTable): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      rowOf(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((row) => rowOf(row, false)),
    ],
  });

const linkOf = (text: string, link: string): Paragraph =>
  new Paragraph({ children: [new ExternalHyperlink({ link, children: [new TextRun({ text, style: 'Hyperlink' })] })] });

type Block = Paragraph | Table;

const partOf = (part: Part, nextList: () => number, depth: number): Block[] => {
  switch (part.kind) {
    case 'heading':
      return [headingOf(part.text, levelOf(part.level, depth))];
    case 'paragraph':
      return [new Paragraph({ text: part.text, alignment: AlignmentType.THAI_DISTRIBUTE, indent: { firstLine: 720 } })];
    case 'list': {
      const instance = nextList();
      return part.items.map(
        (text) =>
          new Paragraph(
            part.ordered
              ? { text, numbering: { reference: 'numbered', level: 0, instance } }
              : { text, bullet: { level: 0 } },
          ),
      );
    }
    case 'table':
      return [
        ...(part.caption === undefined
          ? []
          : [new Paragraph({ children: [new TextRun({ text: part.caption, bold: true })] })]),
        tableOf(part),
        new Paragraph({ text: '' }),
      ];
    case 'section':
      return [headingOf(part.title, levelOf(part.level, depth)), ...blocksOf(part.parts, nextList, depth + 1)];
    case 'people':
      return part.people.flatMap(({ name, posts, phone, email }) =>
        [name, ...posts, phone, email].filter((text) => text !== undefined).map((text) => new Paragraph({ text })),
      );
    case 'link':
      return [linkOf(part.text, part.url)];
    case 'form':
      return [headingOf(part.title, 3), ...part.fields.map((field) => new Paragraph({ text: `${field} ..........` }))];
    case 'frame':
      return [linkOf(part.title, part.url)];
  }
};

/** Numbered lists are told apart, so that each begins with one. */
const blocksOf = (parts: readonly Part[], nextList: () => number, depth = 0): Block[] =>
  parts.flatMap((part) => partOf(part, nextList, depth));

const render = async (content: Content): Promise<Uint8Array> => {
  const isWide = partsIn(content.parts).some(({ part }) => part.kind === 'table' && part.columns.length > upright);
  let lists = 0;
  const file = new Document({
    title: content.title,
    styles: { default: { document: { run: { font: 'TH SarabunPSK', size: 32 } } } },
    numbering: {
      config: [
        {
          reference: 'numbered',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', alignment: AlignmentType.START }],
        },
      ],
    },
    sections: [
      {
        properties: isWide ? { page: { size: { orientation: PageOrientation.LANDSCAPE } } } : {},
        children: [
          new Paragraph({ text: content.title, heading: HeadingLevel.HEADING_1, alignment: AlignmentType.CENTER }),
          ...blocksOf(content.parts, () => lists++),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(file));
};

export const docx: Style = { name: 'docx', medium: 'document', extension: 'docx', render };
