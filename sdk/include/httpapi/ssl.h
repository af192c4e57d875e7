// What is known of a TLS connection and of the client's certificate. Modules include <http.h>, or
// have it from <httpserv.h>.
#pragma once

#include "types.h"

// The client's certificate: the flags say what its verification found (0: good), then the
// certificate in DER, then the token of the account it is mapped to, or null.
struct HTTP_SSL_CLIENT_CERT_INFO {
  ULONG CertFlags;             // what verification found; 0: good
  ULONG CertEncodedSize;       // bytes of pCertEncoded
  PUCHAR pCertEncoded;         // the certificate, in DER
  HANDLE Token;                // of the account it is mapped to, or null
  BOOLEAN CertDeniedByMapper;  // the mapping refused it
};
typedef HTTP_SSL_CLIENT_CERT_INFO* PHTTP_SSL_CLIENT_CERT_INFO;

// The connection: sizes of the keys in bits, of the texts in bytes. pClientCertInfo is null while
// the client has sent no certificate; SslClientCertNegotiated is not 0 once it was asked for one.
struct HTTP_SSL_INFO {
  USHORT ServerCertKeySize;     // bits
  USHORT ConnectionKeySize;     // bits
  ULONG ServerCertIssuerSize;   // bytes
  ULONG ServerCertSubjectSize;  // bytes
  PCSTR pServerCertIssuer;
  PCSTR pServerCertSubject;
  PHTTP_SSL_CLIENT_CERT_INFO pClientCertInfo;  // null: none sent
  ULONG SslClientCertNegotiated;               // not 0: it was asked for
};
typedef HTTP_SSL_INFO* PHTTP_SSL_INFO;
