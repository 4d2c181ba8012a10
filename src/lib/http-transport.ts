import {
  type ClientRequest,
  request as httpRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

type Respond = (response: IncomingMessage) => void;

/** Node's own transport that remembers whether the request may have left this machine. */
export interface WatchedTransport {
  request(options: RequestOptions, respond: Respond): ClientRequest;
  /** False: no connection was ready (with TLS: its handshake done), so surely nothing of the request was sent. */
  readonly maybeSent: boolean;
}

/** For one call. */
export function watchedTransport(): WatchedTransport {
  let maybeSent = false;
  const ready = () => {
    maybeSent = true;
  };
  return {
    request(options, respond) {
      const send = options.protocol === 'https:' ? httpsRequest : httpRequest;
      return send(options, respond).once('socket', (socket) => {
        if (isReady(socket)) ready();
        else if (socket instanceof TLSSocket) socket.once('secureConnect', ready);
        else socket.once('connect', ready);
      });
    },
    get maybeSent() {
      return maybeSent;
    },
  };
}

/** A kept connection is ready at once. Node sets `secureConnecting` while the handshake runs. */
function isReady(socket: Socket & { secureConnecting?: boolean }): boolean {
  return !socket.connecting && !socket.secureConnecting;
}
