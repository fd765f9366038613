import { describe, expect, test } from 'vitest';
import { classify } from '../../src/gather/classify.ts';
import type { FaultKind } from '../../src/model/fault.ts';

const url = 'http://www.baan.example/a';

test.each<[string, FaultKind]>([
  ['ENOTFOUND', 'host-unknown'],
  ['ENODATA', 'host-unknown'],
  ['EAI_AGAIN', 'dns-failure'],
  ['ESERVFAIL', 'dns-failure'],
  ['NAME_TIMEOUT', 'dns-failure'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ECONNRESET', 'connection-reset'],
  ['UND_ERR_SOCKET', 'connection-reset'],
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['TIMEOUT', 'timeout'],
  ['TOO_LARGE', 'too-large'],
  ['REDIRECT_LOOP', 'redirect-loop'],
  ['UNSUPPORTED_SCHEME', 'unsupported-scheme'],
  ['ADDRESS_REFUSED', 'address-refused'],
  ['CERT_HAS_EXPIRED', 'certificate-warning'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate-warning'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate-warning'],
  ['UNSPECIFIED', 'certificate-warning'],
  ['EPROTO', 'tls-failure'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failure'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'tls-failure'],
  ['ERR_TLS_HANDSHAKE_TIMEOUT', 'timeout'],
  ['INCOMPLETE_BODY', 'incomplete-body'],
  ['NO_HTTP', 'protocol-error'],
  ['UNREADABLE_ENCODING', 'protocol-error'],
  ['', 'protocol-error'],
])('error %s is %s', (code, kind) => {
  expect(classify(url, { error: { code, message: 'm' } })?.kind).toBe(kind);
});

describe('answers', () => {
  const page = {
    status: 200,
    finalUrl: url,
    markup: '<html><p>x</p>',
    mitigated: false,
    title: '',
    heading: '',
    letters: 50,
    shows: false,
    notFoundTexts: ['ไม่พบหน้า'],
    maintenanceTexts: ['ปิดปรับปรุง'],
    loginTexts: ['ขอสิทธิ์เข้าถึง', 'You need access'],
  };
  const asBytes = (text: string): string => Buffer.from(text).toString('latin1');
  const wall = '<form><input type="password"></form>';
  const cloudflare = '<title>Just a moment...</title>';

  test.each<[string, Partial<typeof page>, FaultKind | null]>([
    ['good', {}, null],
    ['401', { status: 401 }, 'forbidden'],
    ['403', { status: 403 }, 'forbidden'],
    ['403 with challenge', { status: 403, markup: cloudflare }, 'challenge'],
    ['403 with challenge header', { status: 403, mitigated: true }, 'challenge'],
    ['404', { status: 404 }, 'not-found'],
    ['410', { status: 410 }, 'gone'],
    ['418', { status: 418 }, 'client-error'],
    ['429', { status: 429 }, 'too-many-requests'],
    ['500', { status: 500 }, 'server-error'],
    ['503', { status: 503 }, 'server-error'],
    ['503 with challenge', { status: 503, markup: cloudflare }, 'challenge'],
    ['Cloudflare script in a good page', { markup: '<script src="/cdn-cgi/challenge-platform/x.js">' }, null],
    ['a challenge with status 200', { markup: '<script>sucuri_cloudproxy_js=1' }, 'challenge'],
    ['304 unasked', { status: 304 }, 'protocol-error'],
    ['soft 404 in English title', { title: '404 Not Found' }, 'soft-not-found'],
    ['soft 404 beside the site name', { title: 'ไม่พบหน้า - เทศบาลตัวอย่าง' }, 'soft-not-found'],
    ['soft 404 in the heading', { heading: 'ไม่พบหน้า!' }, 'soft-not-found'],
    ['a title that goes on', { title: 'ไม่พบหน้า บันทึกผลการดำเนินงานตามแผนประจำปี' }, null],
    ['a page with content is no soft 404', { title: '404', letters: 5000 }, null],
    ['a document is no soft 404', { title: '404', markup: '', letters: 0 }, null],
    ['login address', { finalUrl: 'https://accounts.google.com/v3/signin' }, 'login-wall'],
    ['wp-login', { finalUrl: 'http://www.baan.example/wp-login.php?x' }, 'login-wall'],
    ['blogin is not login', { finalUrl: 'http://www.baan.example/blogin' }, null],
    ['999', { status: 999 }, 'protocol-error'],
    ['a raw 503 that says maintenance', { status: 503, markup: '<title>Site maintenance</title>' }, 'maintenance'],
    ['a raw 503 in Thai', { status: 503, markup: asBytes('<h1 class="x">ขออภัย - ปิดปรับปรุง</h1>') }, 'maintenance'],
    [
      'a raw 503 in Thai of old',
      { status: 503, markup: '<title>\xbb\xd4\xb4\xbb\xc3\xd1\xba\xbb\xc3\xd8\xa7</title>' },
      'maintenance',
    ],
    ['a 500 that says maintenance', { status: 500, title: 'ปิดปรับปรุง' }, 'server-error'],
    ['maintenance in the title', { title: 'Under maintenance' }, 'maintenance'],
    ['maintenance in the heading', { heading: 'ปิดปรับปรุงชั่วคราว' }, 'maintenance'],
    ['maintenance plan', { title: 'Maintenance plan' }, null],
    ['maintenance beside a document', { heading: 'ปิดปรับปรุง', shows: true }, null],
    ['maintenance beside content', { heading: 'ปิดปรับปรุง', letters: 3000 }, null],
    ['a notice that goes on', { heading: 'ปิดปรับปรุงผิวจราจรถนนสายหลังตลาดสดเทศบาล' }, null],
    ['access to be asked for', { title: 'ขอสิทธิ์เข้าถึง' }, 'login-wall'],
    ['access to be asked for, with 401', { status: 401, markup: '<title>You need access</title>' }, 'login-wall'],
    ['access to be asked for, with 403', { status: 403, title: 'You need access' }, 'login-wall'],
    ['access to be asked for, with 404', { status: 404, title: 'You need access' }, 'not-found'],
    ['access to be asked for beside a document', { title: 'ขอสิทธิ์เข้าถึง', shows: true }, null],
    ['a refusal by Google accounts', { status: 401, finalUrl: 'https://accounts.google.com/x' }, 'login-wall'],
    ['password form alone', { markup: wall }, 'login-wall'],
    ['password form beside a picture', { markup: wall, shows: true }, null],
    ['password form beside content', { markup: wall, letters: 3000 }, null],
  ])('%s', (_, facts, kind) => {
    expect(classify(url, { ...page, ...facts })?.kind ?? null).toBe(kind);
  });

  test('without the texts of a lexicon nothing but the built-in ones is known', () => {
    const { maintenanceTexts: _, loginTexts: __, ...bare } = page;
    expect(classify(url, { ...bare, heading: 'ปิดปรับปรุง' })).toBeNull();
    expect(classify(url, { ...bare, status: 403, title: 'You need access' })?.kind).toBe('forbidden');
    expect(classify(url, { ...bare, status: 503, heading: 'Maintenance' })?.kind).toBe('maintenance');
  });

  test('a page that was submitted as the login page is not a redirect to one', () => {
    const login = 'http://www.baan.example/login';
    expect(classify(login, { ...page, finalUrl: login })).toBeNull();
  });
});
