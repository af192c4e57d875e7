// Statuses and texts of the parser's refusals; see parse_error.h.
#include "http/http1/parse_error.h"

#include <array>
#include <cstddef>

namespace penstock::http {
namespace {

struct Row {
  ParseError error;
  int status;
  std::string_view text;
};

constexpr std::array<Row, 32> kRows = {{
    {ParseError::kNone, 200, "no error"},
    {ParseError::kBadLineEnding, 400, "line ends in a bare CR or LF, expected CRLF"},
    {ParseError::kControlByte, 400, "control byte in the head"},
    {ParseError::kBadMethod, 400, "method is not a token"},
    {ParseError::kBadRequestLine, 400,
     "request line is not method, target and version with single spaces between"},
    {ParseError::kBadTarget, 400, "request target has none of the four forms of RFC 9112 3.2"},
    {ParseError::kBadVersionText, 400, "version is not of the form HTTP/1.1"},
    {ParseError::kUnsupportedVersion, 505, "version is neither HTTP/1.0 nor HTTP/1.1"},
    {ParseError::kRequestLineTooLong, 414, "request line is longer than the limit"},
    {ParseError::kObsoleteFold, 400, "line begins with white space (obsolete line folding)"},
    {ParseError::kBadFieldName, 400, "field name is not a token"},
    {ParseError::kSpaceBeforeColon, 400, "white space between field name and colon"},
    {ParseError::kMissingColon, 400, "field line has no colon"},
    {ParseError::kFieldTooLong, 431, "field line is longer than the limit"},
    {ParseError::kHeadTooLong, 431, "field lines together are longer than the limit"},
    {ParseError::kTooManyFields, 431, "more field lines than the limit"},
    {ParseError::kMissingHost, 400, "HTTP/1.1 request without Host"},
    {ParseError::kRepeatedHost, 400, "more than one Host field"},
    {ParseError::kBadHost, 400, "Host or authority is not host[:port]"},
    {ParseError::kBadContentLength, 400, "Content-Length is not a decimal number in range"},
    {ParseError::kRepeatedContentLength, 400, "more than one Content-Length field"},
    {ParseError::kLengthAndTransferEncoding, 400, "both Content-Length and Transfer-Encoding"},
    {ParseError::kBadTransferEncoding, 400,
     "Transfer-Encoding does not end in exactly one \"chunked\""},
    {ParseError::kUnsupportedTransferCoding, 501, "transfer coding other than \"chunked\""},
    {ParseError::kTransferEncodingInHttp10, 400, "Transfer-Encoding in an HTTP/1.0 request"},
    {ParseError::kUnsupportedExpectation, 417, "Expect is not \"100-continue\""},
    {ParseError::kBadChunkSize, 400, "chunk size is not a hexadecimal number in range"},
    {ParseError::kBadChunkExtension, 400, "malformed chunk extension"},
    {ParseError::kChunkExtensionTooLong, 400, "chunk extensions longer than the limit"},
    {ParseError::kBadChunkEnd, 400, "chunk or its size line does not end in CRLF"},
    {ParseError::kForbiddenTrailer, 400, "trailer field that may only be a header"},
    {ParseError::kTrailersTooLong, 431, "trailer fields longer or more than the limit"},
}};

constexpr bool rows_are_in_order() {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows[i].error != static_cast<ParseError>(i)) return false;
  }
  return true;
}
static_assert(rows_are_in_order(), "kRows is indexed by ParseError");

const Row& row(ParseError error) { return kRows[static_cast<std::size_t>(error)]; }

}  // namespace

int status_of(ParseError error) { return row(error).status; }
std::string_view describe(ParseError error) { return row(error).text; }

}  // namespace penstock::http
