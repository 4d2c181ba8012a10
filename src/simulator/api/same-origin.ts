import { isIP } from 'node:net';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { SimulatorError } from './api-error.ts';

/**
 * Lets in only requests of the simulator's own page, and programs of this machine, which send no `Origin`.
 *
 * The name in `Host` must be one that no stranger can point at this machine: localhost, an IP address or the server's
 * public name; otherwise a web page could reach the simulator by a name of its own.
 */
export function sameOrigin(publicUrl: string | null): RequestHandler {
  const publicHost = publicUrl === null ? null : new URL(publicUrl).host;
  return (request: Request, _response: Response, next: NextFunction) => {
    const host = request.headers.host ?? '';
    const { origin } = request.headers;
    const fromElsewhere = origin !== undefined && hostOf(origin) !== host;
    if (fromElsewhere || (host !== publicHost && !isOwnName(host))) throw new SimulatorError('other-site');
    next();
  };
}

function isOwnName(host: string): boolean {
  const name = host.replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return name === 'localhost' || isIP(name) !== 0;
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
