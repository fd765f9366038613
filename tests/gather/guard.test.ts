import { describe, expect, test } from 'vitest';
import { createGuard, isForbidden, type Lookup } from '../../src/gather/guard.ts';

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
  '::1',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  '64:ff9b:1::1',
  '::ffff:0:7f00:1',
  '2001::1',
  '2001:10::1',
  '2001:db8::1',
  '3fff::1',
  '5f00::1',
  '192.88.99.1',
  'fec0::1',
  '100::1',
  'ff02::1',
  'localhost',
])('%s is forbidden', (address) => {
  expect(isForbidden(address)).toBe(true);
});

test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '203.150.1.1', '2001:4860:4860::8888', '2400:cb00::1'])(
  '%s is public',
  (address) => {
    expect(isForbidden(address)).toBe(false);
  },
);

describe('createGuard', () => {
  test.each([
    '127.0.0.1',
    'localhost',
    'LOCALHOST.',
    'localhost..',
    'any.localhost',
    'printer.local',
    'metadata.google.internal',
    '[::1]',
    '[::ffff:10.0.0.1]',
  ])('refuses %s', async (name) => {
    await expect(createGuard({}).route(name)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  test('lets a host through that was allowed by name, and no other name of the same machine', async () => {
    const guard = createGuard({ allowHosts: ['127.0.0.1'] });
    expect((await guard.route('127.0.0.1')).addresses).toEqual([{ address: '127.0.0.1', family: 4 }]);
    await expect(guard.route('localhost')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  const answering = (...answers: string[][]) => {
    const asked: string[] = [];
    const lookup: Lookup = async (name) => {
      asked.push(name);
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? [];
      return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    };
    return { asked, lookup };
  };

  test('names of private networks are not even looked up', async () => {
    const { asked, lookup } = answering(['203.150.1.1']);
    await expect(createGuard({ lookup }).route('metadata.google.internal')).rejects.toMatchObject({
      code: 'ADDRESS_REFUSED',
    });
    expect(asked).toEqual([]);
    const allowing = createGuard({ lookup, allowHosts: ['intranet.local'] });
    expect((await allowing.route('intranet.local')).addresses).toHaveLength(1);
  });

  test('a name is looked up once: what a name server says afterwards changes nothing', async () => {
    const { asked, lookup } = answering(['203.150.1.1'], ['127.0.0.1']);
    const guard = createGuard({ lookup });
    const routes = [await guard.route('rebind.example'), await guard.route('REBIND.example.')];
    for (const { addresses } of routes) expect(addresses).toEqual([{ address: '203.150.1.1', family: 4 }]);
    expect(asked).toEqual(['rebind.example']);
  });

  test('of several addresses only the public ones are kept', async () => {
    const { lookup } = answering(['127.0.0.1', '203.150.1.1', '::1', '2400:cb00::1', '10.0.0.1']);
    expect((await createGuard({ lookup }).route('mixed.example')).addresses).toEqual([
      { address: '203.150.1.1', family: 4 },
      { address: '2400:cb00::1', family: 6 },
    ]);
  });

  test('a refusal holds for the run, a failure of the name server is asked again', async () => {
    const { asked, lookup } = answering(['127.0.0.1'], ['203.150.1.1']);
    const guard = createGuard({ lookup });
    for (let time = 0; time < 2; time++)
      await expect(guard.route('inside.example')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
    expect(asked).toEqual(['inside.example']);
    let times = 0;
    const moody = createGuard({
      lookup: async () => {
        if (times++ === 0) throw Object.assign(new Error('getaddrinfo EAI_AGAIN'), { code: 'EAI_AGAIN' });
        return [{ address: '203.150.1.1', family: 4 }];
      },
    });
    await expect(moody.route('moody.example')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    expect((await moody.route('moody.example')).addresses).toHaveLength(1);
  });

  test('resolve names address and port', async () => {
    const guard = createGuard({ resolve: { 'A.example': '127.0.0.1:81', 'b.example': '::1', 'c.example': '[::1]:8' } });
    expect(await guard.route('a.example')).toEqual({ addresses: [{ address: '127.0.0.1', family: 4 }], port: 81 });
    expect((await guard.route('b.example')).addresses).toEqual([{ address: '::1', family: 6 }]);
    expect((await guard.route('c.example')).port).toBe(8);
  });
});
