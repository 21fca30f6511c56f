import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';

/** What a page may load: files of this server, and nothing else. Compiled models are WebAssembly. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "font-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
};

/** Secrets of one server: the token of its address, and the cookie that takes its place. */
export interface Secrets {
  readonly token: string;
  readonly cookie: string;
}

/** Random bytes of a secret. */
const SECRET_BYTES = 32;

export function newSecrets(): Secrets {
  return {
    token: randomBytes(SECRET_BYTES).toString('base64url'),
    cookie: randomBytes(SECRET_BYTES).toString('base64url'),
  };
}

/**
 * Lets requests of this machine's user through, and no others: the host must be this one (another name that resolves to
 * it is a foreign page's), the address must bring the token once and the cookie from then on, and what changes something must come
 * from a page of this server.
 *
 * @param port - of the server
 * @param secrets - of the server
 */
export function security(port: number, secrets: Secrets): MiddlewareHandler {
  const hosts = new Set([`127.0.0.1:${port}`, `localhost:${port}`]);
  const origins = new Set([...hosts].map((host) => `http://${host}`));
  // Servers on other ports of this machine share its cookies
  const cookieName = `qcic-${port}`;
  return async (c, next) => {
    const refusal = check(c);
    if (refusal instanceof Response) c.res = refusal;
    else await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (!c.res.headers.has('Cache-Control')) c.res.headers.set('Cache-Control', 'no-store');
  };

  function check(c: Context): Response | undefined {
    const reading = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!hosts.has(c.req.header('host') ?? ''))
      return refuse(c, 403, 'host', 'must be the address that qcic serve printed');
    const token = reading ? c.req.query('token') : undefined;
    if (token !== undefined) {
      if (!isSame(token, secrets.token))
        return refuse(c, 401, 'token', 'must be that of the address that qcic serve printed');
      return enter(c, cookieName, secrets.cookie);
    }
    if (!isSame(getCookie(c, cookieName) ?? '', secrets.cookie))
      return refuse(
        c,
        401,
        'request',
        'must come from the address that qcic serve printed, opened once in this browser',
      );
    const site = c.req.header('sec-fetch-site') ?? 'none';
    const origin = c.req.header('origin');
    const isForeign = origin !== undefined && !origins.has(origin);
    if (reading) {
      // Another page of this machine may open an address, and may not read one
      const isAddress = c.req.header('sec-fetch-mode') === 'navigate';
      if (isForeign || !(site === 'none' || site === 'same-origin' || isAddress))
        return refuse(c, 403, 'origin', 'must be a page of this server');
      return undefined;
    }
    if (origin === undefined || isForeign || !(site === 'none' || site === 'same-origin'))
      return refuse(c, 403, 'origin', 'must be a page of this server');
    return undefined;
  }
}

/** The token becomes a cookie, and leaves the address. */
function enter(c: Context, cookieName: string, cookie: string): Response {
  const url = new URL(c.req.url);
  url.searchParams.delete('token');
  // Two slashes would lead to another host
  const path = `${url.pathname.replace(/^\/+/, '/')}${url.search}`;
  return c.body(null, 303, {
    Location: path,
    'Set-Cookie': `${cookieName}=${cookie}; Path=/; HttpOnly; SameSite=Strict`,
  });
}

function refuse(c: Context, status: 401 | 403, what: string, required: string): Response {
  const error = `${what}: ${required}`;
  return c.req.header('accept')?.includes('text/html')
    ? c.text(`${error}\n\nOpen the address that qcic serve printed in its terminal.\n`, status)
    : c.json({ error }, status);
}

/** Whether two secrets are the same, in a time that does not depend on where they differ. */
function isSame(given: string, own: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(own));
}
