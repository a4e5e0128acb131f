/* A fast WeCom for the outbox measurement, in a process of its own: takes every message at once. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

let sent = 0;
const server = createServer((req, res) => {
  req.resume();
  req.on('end', () => {
    const body = req.url?.includes('/gettoken')
      ? '{"errcode":0,"errmsg":"ok","access_token":"bench","expires_in":7200}'
      : `{"errcode":0,"errmsg":"ok","msgid":"m${++sent}"}`;
    res.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) });
    res.end(body);
  });
});

process.on('message', (task: { do: 'listen' } | { do: 'count' }) => {
  if (task.do === 'count') return void process.send?.({ result: sent });
  server.listen(0, '127.0.0.1', () => process.send?.({ result: (server.address() as AddressInfo).port }));
});
process.once('disconnect', () => process.exit());
