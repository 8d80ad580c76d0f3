// An OpenID provider of the npm package oidc-provider, a certified implementation, which knows one client.
// Says its issuer, is told the client's address on a line of its input, and says when it is ready.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

const [package_, clientId, clientSecret] = process.argv.slice(2);
const { default: Provider } = await import(pathToFileURL(createRequire(package_).resolve('oidc-provider')));

const server = createServer();
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const issuer = `http://127.0.0.1:${server.address().port}`;
console.log(issuer);

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const redirect = (await lines.next()).value;
const provider = new Provider(issuer, {
  clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect] }],
  claims: { openid: ['sub', 'roles'], profile: ['name'] },
  conformIdTokenClaims: false,
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: `The person ${id}`, roles: id === 'ada' ? ['reader', 'operator'] : ['reader'] }),
  }),
});
server.on('request', provider.callback());
console.log('ready');

// Whoever started it has ended.
while (!(await lines.next()).done);
process.exit();
