// Why a request was refused: one enumerator a rule, each with the status to answer and a text
// for logs. After any of them the connection is closed: framing is no longer trusted.
#pragma once

#include <cstdint>
#include <string_view>

namespace penstock::http {

enum class ParseError : std::uint8_t {
  kNone,
  // request line
  kBadLineEnding,
  kControlByte,
  kBadMethod,
  kBadRequestLine,
  kBadTarget,
  kBadVersionText,
  kUnsupportedVersion,
  kRequestLineTooLong,
  // field lines
  kObsoleteFold,
  kBadFieldName,
  kSpaceBeforeColon,
  kMissingColon,
  kFieldTooLong,
  kHeadTooLong,
  kTooManyFields,
  // meaning
  kMissingHost,
  kRepeatedHost,
  kBadHost,
  kBadContentLength,
  kRepeatedContentLength,
  kLengthAndTransferEncoding,
  kBadTransferEncoding,
  kUnsupportedTransferCoding,
  kTransferEncodingInHttp10,
  kUnsupportedExpectation,
  // chunked bodies
  kBadChunkSize,
  kBadChunkExtension,
  kChunkExtensionTooLong,
  kBadChunkEnd,
  kForbiddenTrailer,
  kTrailersTooLong,
};

// The status code to answer with: 400, 414, 417, 431, 501 or 505.
int status_of(ParseError error);

// What was wrong and what was expected, for logs.
std::string_view describe(ParseError error);

}  // namespace penstock::http
