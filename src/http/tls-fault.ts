/** Why a TLS connection was refused, and what to do about it. */
interface TlsFault {
  reason: string;
  hint: string;
}

const trustHint = 'if you trust its issuer, set NODE_EXTRA_CA_CERTS to a PEM file with the certificate of the issuer';
const clockHint = "check this machine's clock; if it is right, the server needs a new certificate";
const untrusted: TlsFault = { reason: "the certificate's issuer is not trusted here", hint: trustHint };

const certificateFaults: Readonly<Record<string, TlsFault>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: { reason: 'the certificate is self-signed', hint: trustHint },
  SELF_SIGNED_CERT_IN_CHAIN: {
    reason: 'the certificate chain ends in a self-signed certificate that is not trusted here',
    hint: trustHint,
  },
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_HAS_EXPIRED: { reason: 'the certificate has expired', hint: clockHint },
  CERT_NOT_YET_VALID: { reason: 'the certificate is not valid yet', hint: clockHint },
  ERR_TLS_CERT_ALTNAME_INVALID: {
    reason: 'the certificate is for another host',
    hint: 'check the host in --endpoint; a proxy or a login page of the network can also cause this',
  },
};

const otherHint = 'check the endpoint; perhaps a proxy, a firewall or a virus scanner answers in its place';

const oldVersion: TlsFault = {
  reason: 'the server has no secure version of TLS',
  hint: 'idv needs TLS 1.2 or newer: update the server, or the proxy that answers in its place',
};
const notTls: TlsFault = {
  reason: 'the server does not answer with TLS',
  hint: 'check the port in --endpoint, and whether the proxy is http:// or https://',
};

/** OpenSSL's names, as reported by Node. */
const tlsFaults: Readonly<Record<string, TlsFault>> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldVersion,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldVersion,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  EPROTO: notTls,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: {
    reason: 'the server refuses the handshake: no common cipher, or it wants a client certificate',
    hint: 'check the endpoint: the real services accept current ciphers and need no client certificate',
  },
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: {
    reason: 'the server does not support HTTP/1.1',
    hint: 'check the endpoint: the real services support it',
  },
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: {
    reason: 'the server wants a client certificate, which idv does not have',
    hint: 'check the endpoint: the real services need no client certificate',
  },
};

/** What is known about an error that ended a handshake. OpenSSL 3.5 writes `SSL/TLS` in place of `SSLV3` in the names of alerts. */
export const tlsFault = (code: string): TlsFault =>
  certificateFaults[code] ??
  tlsFaults[code.replace('SSL/TLS_ALERT', 'SSLV3_ALERT')] ?? { reason: 'the two sides do not agree', hint: otherHint };

/** True if the certificate could be valid with other trusted roots. */
export const isTrustFailure = (code: string): boolean => certificateFaults[code]?.hint === trustHint;
