// A piece of an entity body: memory, part of a file, or a named cached fragment. Include <http.h>.
#pragma once

#include "types.h"

#define HTTP_BYTE_RANGE_TO_EOF ((ULONGLONG)-1)

struct HTTP_BYTE_RANGE {
  ULARGE_INTEGER StartingOffset;
  ULARGE_INTEGER Length;
};
typedef HTTP_BYTE_RANGE* PHTTP_BYTE_RANGE;

enum HTTP_DATA_CHUNK_TYPE {
  HttpDataChunkFromMemory,
  HttpDataChunkFromFileHandle,
  HttpDataChunkFromFragmentCache,
  HttpDataChunkFromFragmentCacheEx,
  HttpDataChunkMaximum
};
typedef HTTP_DATA_CHUNK_TYPE* PHTTP_DATA_CHUNK_TYPE;

struct alignas(8) HTTP_DATA_CHUNK {
  struct Memory {
    PVOID pBuffer;
    ULONG BufferLength;
  };
  struct FileRange {
    HTTP_BYTE_RANGE ByteRange;
    HANDLE FileHandle;
  };
  struct Fragment {
    USHORT FragmentNameLength;
    PCWSTR pFragmentName;
  };
  struct FragmentRange {
    HTTP_BYTE_RANGE ByteRange;
    PCWSTR pFragmentName;
  };

  HTTP_DATA_CHUNK_TYPE DataChunkType;
  union {
    Memory FromMemory;
    FileRange FromFileHandle;
    Fragment FromFragmentCache;
    FragmentRange FromFragmentCacheEx;
  };
};
typedef HTTP_DATA_CHUNK* PHTTP_DATA_CHUNK;
