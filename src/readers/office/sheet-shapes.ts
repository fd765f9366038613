import type { Block } from '../../model/evidence.ts';
import { officeLines } from './office.ts';
import { type Package, relationsOf } from './package.ts';
import { scanXml } from './xml.ts';

/** The part of each sheet by the sheet's name. */
const sheetParts = (pack: Package): Map<string, string> => {
  const main = 'xl/workbook.xml';
  const relations = relationsOf(pack, main);
  const parts = new Map<string, string>();
  scanXml(pack.text(main), {
    open: (name, attribute) => {
      const target = /(?:^|:)sheet$/u.test(name) ? relations.get(attribute('r:id'))?.target : undefined;
      if (target) parts.set(attribute('name'), target);
    },
  });
  return parts;
};

/** Text in shapes that lie over a sheet's cells, such as charts of posts drawn in Excel; they have no cell. */
export const shapeBlocks = (pack: Package, sheet: string, path: string): Block[] => {
  const part = sheetParts(pack).get(sheet);
  if (part === undefined) return [];
  const drawings = [...relationsOf(pack, part).values()].filter(({ type }) => type === 'drawing');
  const lines = drawings.flatMap(({ target }) => [
    ...officeLines(pack.text(target), 'a'),
    ...[...relationsOf(pack, target).values()]
      .filter(({ type }) => type === 'diagramData')
      .flatMap((diagram) => officeLines(pack.text(diagram.target), 'a')),
  ]);
  return lines.map((text, i) => ({
    kind: 'line',
    text,
    region: 'main',
    at: { in: 'cell', sheet, ref: 'A1' },
    path: `${path}.${i}`,
  }));
};
