import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import type { Instant } from '../../../core/time/instant.js';
import { bits, explicit, implicit, integer, objectId, octets, sequence, set, time, utf8, yes } from './der.js';

/** A certificate with its key. Keys are made at the start and never leave the process's memory. */
export interface Identity {
  readonly name: string;
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8. */
  readonly key: string;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface CertificateRequest {
  readonly name: string;
  /** Host names and IPv4 addresses it is valid for; none for an authority. */
  readonly hosts: readonly string[];
  readonly from: Instant;
  readonly to: Instant;
  readonly use: 'server' | 'client' | 'authority';
}

/** Issues a certificate; without an issuer it signs itself. */
export const issueCertificate = (request: CertificateRequest, issuer?: Identity): Identity => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = bodyOf(request, publicKey, issuer);
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const der = sequence(body, ECDSA_WITH_SHA256, bits(signature));
  return {
    name: request.name,
    certificate: pem(der),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey,
    privateKey,
  };
};

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'));
const VERSION_3 = explicit(0, integer(Buffer.from([2])));

const bodyOf = (request: CertificateRequest, publicKey: KeyObject, issuer: Identity | undefined): Buffer =>
  sequence(
    VERSION_3,
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.name ?? request.name),
    sequence(time(request.from), time(request.to)),
    distinguishedName(request.name),
    publicKeyOf(publicKey),
    explicit(3, sequence(...extensionsOf(request, publicKey, issuer?.publicKey ?? publicKey))),
  );

const publicKeyOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });

const distinguishedName = (name: string): Buffer => sequence(set(sequence(objectId('2.5.4.3'), utf8(name))));

const extensionsOf = (request: CertificateRequest, own: KeyObject, issuer: KeyObject): readonly Buffer[] => {
  const isAuthority = request.use === 'authority';
  return [
    critical('2.5.29.19', isAuthority ? sequence(yes()) : sequence()),
    critical('2.5.29.15', isAuthority ? SIGNS_CERTIFICATES : SIGNS),
    extension('2.5.29.14', octets(keyIdOf(own))),
    extension('2.5.29.35', sequence(implicit(0, keyIdOf(issuer)))),
    ...purposeOf(request),
  ];
};

const purposeOf = ({ use, hosts }: CertificateRequest): readonly Buffer[] => {
  if (use === 'authority') return [];
  if (use === 'client') return [extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.2')))];
  return [extension('2.5.29.37', sequence(objectId('1.3.6.1.5.5.7.3.1'))), hostsExtension(hosts)];
};

const SIGNS = bits(Buffer.from([0x80]), 7);
const SIGNS_CERTIFICATES = bits(Buffer.from([0x06]), 1);

const extension = (id: string, value: Uint8Array): Buffer => sequence(objectId(id), octets(value));
const critical = (id: string, value: Uint8Array): Buffer => sequence(objectId(id), yes(), octets(value));

const keyIdOf = (key: KeyObject): Buffer => createHash('sha1').update(publicKeyOf(key)).digest();

const hostsExtension = (hosts: readonly string[]): Buffer => extension('2.5.29.17', sequence(...hosts.map(hostName)));

const hostName = (host: string): Buffer =>
  isIPv4(host) ? implicit(7, Buffer.from(host.split('.').map(Number))) : implicit(2, Buffer.from(host, 'ascii'));

const pem = (der: Buffer): string => {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
};
