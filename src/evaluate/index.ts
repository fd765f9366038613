export { type Comparison, compare } from './compare.ts';
export { evaluate, type Judged } from './evaluate.ts';
export { type Expectation, type Expected, readExpectation } from './expectation.ts';
export { wilson } from './wilson.ts';
