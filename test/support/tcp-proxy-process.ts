import { type ProxyMode, startTcpProxy } from './tcp-proxy.ts';

/** The proxy of `remoteTcpProxy`. Arguments: host and port that it leads to. */
const [host = '', port] = process.argv.slice(2);
const proxy = await startTcpProxy({ host, port: Number(port) });
process.send?.({ port: proxy.port });
process.on('message', async ({ mode }: { mode: ProxyMode }) => {
  await proxy.set(mode);
  process.send?.({ mode });
});
process.on('disconnect', () => process.exit());
