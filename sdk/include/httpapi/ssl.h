// What is known of a TLS connection and of the client's certificate. Include <http.h>.
#pragma once

#include "types.h"

struct HTTP_SSL_CLIENT_CERT_INFO {
  ULONG CertFlags;
  ULONG CertEncodedSize;
  PUCHAR pCertEncoded;
  HANDLE Token;
  BOOLEAN CertDeniedByMapper;
};
typedef HTTP_SSL_CLIENT_CERT_INFO* PHTTP_SSL_CLIENT_CERT_INFO;

struct HTTP_SSL_INFO {
  USHORT ServerCertKeySize;
  USHORT ConnectionKeySize;
  ULONG ServerCertIssuerSize;
  ULONG ServerCertSubjectSize;
  PCSTR pServerCertIssuer;
  PCSTR pServerCertSubject;
  PHTTP_SSL_CLIENT_CERT_INFO pClientCertInfo;
  ULONG SslClientCertNegotiated;
};
typedef HTTP_SSL_INFO* PHTTP_SSL_INFO;
