import fc from 'fast-check';

// The same cases every time, so that a failure is found again and a change is what made it. Other cases: FC_SEED=<number>.
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 2568) });
