import { describe, expect, test } from 'vitest';
import { createGuard, isForbidden } from '../../src/gather/guard.ts';

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
  test.each(['127.0.0.1', 'localhost', 'LOCALHOST.', '[::1]', '[::ffff:10.0.0.1]'])('refuses %s', async (name) => {
    await expect(createGuard({}).route(name)).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  test('lets a host through that was allowed by name, and no other name of the same machine', async () => {
    const guard = createGuard({ allowHosts: ['127.0.0.1'] });
    expect((await guard.route('127.0.0.1')).addresses).toEqual([{ address: '127.0.0.1', family: 4 }]);
    await expect(guard.route('localhost')).rejects.toMatchObject({ code: 'ADDRESS_REFUSED' });
  });

  test('resolve names address and port', async () => {
    const guard = createGuard({ resolve: { 'A.example': '127.0.0.1:81', 'b.example': '::1', 'c.example': '[::1]:8' } });
    expect(await guard.route('a.example')).toEqual({ addresses: [{ address: '127.0.0.1', family: 4 }], port: 81 });
    expect((await guard.route('b.example')).addresses).toEqual([{ address: '::1', family: 6 }]);
    expect((await guard.route('c.example')).port).toBe(8);
  });
});
