/** Why a TLS connection was refused, and what to do about it. */
interface TlsFault {
  reason: string;
  hint: string;
}

const trustHint = 'if you trust its issuer, name a PEM file with the certificate of the issuer in NODE_EXTRA_CA_CERTS';
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
    hint: 'check the host in --endpoint; a proxy or a login page of the network answers like this too',
  },
};

const otherHint = 'check the endpoint, and what may answer in its place: a proxy, a firewall, a virus scanner';

const oldVersion: TlsFault = {
  reason: 'the other side speaks no version of TLS that is safe',
  hint: 'idv needs TLS 1.2 or newer: update the server, or the proxy that answers in its place',
};
const notTls: TlsFault = {
  reason: 'the other side does not answer in TLS',
  hint: 'check the port in --endpoint, and whether the proxy is http:// or https://',
};

/** OpenSSL's names, as Node gives them. */
const tlsFaults: Readonly<Record<string, TlsFault>> = {
  ERR_SSL_UNSUPPORTED_PROTOCOL: oldVersion,
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: oldVersion,
  ERR_SSL_WRONG_VERSION_NUMBER: notTls,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: notTls,
  EPROTO: notTls,
  ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE: {
    reason: 'the other side refuses the handshake: no cipher in common, or it wants a client certificate',
    hint: 'check the endpoint: the services themselves take the ciphers of today and ask for no certificate',
  },
  ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL: {
    reason: 'the other side does not speak HTTP/1.1',
    hint: 'check the endpoint: the services themselves speak it',
  },
  ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: {
    reason: 'the other side wants a client certificate, which idv does not have',
    hint: 'check the endpoint: the services themselves ask for no certificate',
  },
};

/** What is known of an error that ended a handshake. OpenSSL 3.5 calls the alerts of `SSLV3` those of `SSL/TLS`. */
export const tlsFault = (code: string): TlsFault =>
  certificateFaults[code] ??
  tlsFaults[code.replace('SSL/TLS_ALERT', 'SSLV3_ALERT')] ?? { reason: 'the two sides do not agree', hint: otherHint };

/** True if another set of trusted roots could make the same certificate acceptable. */
export const isTrustFailure = (code: string): boolean => certificateFaults[code]?.hint === trustHint;
