/** Correct examples shown beside mistakes, by file and dotted path; `*` stands for any key or position. */
export const examples = {
  ruleset: {
    fiscalYear: 'fiscalYear: 2568',
    status: 'status: active',
    'subIndicators.*.weights':
      'weights:\n  status: fixed\n  because: published 75.00\n  shares: { o1: 25, o2: 25, o3: 25, o4: 25 }',
  },
  lexicon: {
    'words.*': 'structure-titles:\n- โครงสร้าง\n- แผนผังโครงสร้าง',
    'fields.*': 'fee:\n  title: { th: ค่าธรรมเนียม, en: fee }\n  labels: [ค่าธรรมเนียม]',
  },
  item: {
    id: 'id: o7',
    subIndicator: "subIndicator: '9.1'",
    continues: "continues: ['2567/o9']",
    'elements.*.id': 'id: o7.3',
    'elements.*.title': 'title: { th: ปัญหา อุปสรรค, en: problems and obstacles }',
    'elements.*.all': 'all:\n- check: fields-present\n  fields: [problems]',
    'elements.*.any': 'any:\n- check: fields-present\n  fields: [problems]',
    'elements.*.none': 'none:\n- check: text-present\n  words: whole-act',
    'elements.*.all.*': 'check: fields-present\n  fields: [problems]',
    'documents.*': 'report:\n  titles: annual-report-titles\n  fiscalYear: 2567',
  },
  form: { columns: 'columns:\n- title: ที่\n- title: ปีงบประมาณ' },
} as const satisfies Record<string, Readonly<Record<string, string>>>;
