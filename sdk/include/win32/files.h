// Files: opening, reading, writing, attributes. Handles are closed with handles.h. Implementation:
// sdk/win32/files.cc, file_io.cc, file_names.cc; the host's side is ../penstock/host.h.
//
// Paths may be written either way: a backslash is a slash, a drive letter ("C:") is dropped, so
// "C:\\data\\x.txt" is /data/x.txt, and "NUL" is /dev/null. Names are case-sensitive, as everywhere
// on this platform. Sharing modes and security attributes are accepted; the platform has none.
#ifndef PENSTOCK_SDK_WIN32_FILES_H_
#define PENSTOCK_SDK_WIN32_FILES_H_

#include "basetypes.h"
#include "forms.h"

#define GENERIC_READ 0x80000000u
#define GENERIC_WRITE 0x40000000u
#define GENERIC_EXECUTE 0x20000000u
#define GENERIC_ALL 0x10000000u
#define FILE_READ_DATA 0x0001u
#define FILE_LIST_DIRECTORY 0x0001u
#define FILE_WRITE_DATA 0x0002u
#define FILE_APPEND_DATA 0x0004u
#define FILE_READ_ATTRIBUTES 0x0080u
#define FILE_GENERIC_READ 0x00120089u
#define FILE_GENERIC_WRITE 0x00120116u
#define SYNCHRONIZE 0x00100000u
#define READ_CONTROL 0x00020000u

#define FILE_SHARE_READ 0x1
#define FILE_SHARE_WRITE 0x2
#define FILE_SHARE_DELETE 0x4

#define CREATE_NEW 1
#define CREATE_ALWAYS 2
#define OPEN_EXISTING 3
#define OPEN_ALWAYS 4
#define TRUNCATE_EXISTING 5

#define FILE_ATTRIBUTE_READONLY 0x1
#define FILE_ATTRIBUTE_HIDDEN 0x2
#define FILE_ATTRIBUTE_SYSTEM 0x4
#define FILE_ATTRIBUTE_DIRECTORY 0x10
#define FILE_ATTRIBUTE_ARCHIVE 0x20
#define FILE_ATTRIBUTE_DEVICE 0x40
#define FILE_ATTRIBUTE_NORMAL 0x80
#define FILE_ATTRIBUTE_TEMPORARY 0x100
#define FILE_ATTRIBUTE_SPARSE_FILE 0x200
#define FILE_ATTRIBUTE_REPARSE_POINT 0x400
#define FILE_ATTRIBUTE_COMPRESSED 0x800
#define FILE_ATTRIBUTE_OFFLINE 0x1000
#define FILE_ATTRIBUTE_NOT_CONTENT_INDEXED 0x2000
#define FILE_ATTRIBUTE_ENCRYPTED 0x4000
#define INVALID_FILE_ATTRIBUTES 0xFFFFFFFFu
#define FILE_FLAG_WRITE_THROUGH 0x80000000u
#define FILE_FLAG_OVERLAPPED 0x40000000u
#define FILE_FLAG_NO_BUFFERING 0x20000000u
#define FILE_FLAG_RANDOM_ACCESS 0x10000000u
#define FILE_FLAG_SEQUENTIAL_SCAN 0x08000000u
#define FILE_FLAG_DELETE_ON_CLOSE 0x04000000u
#define FILE_FLAG_BACKUP_SEMANTICS 0x02000000u

#define FILE_BEGIN 0
#define FILE_CURRENT 1
#define FILE_END 2
#define INVALID_SET_FILE_POINTER 0xFFFFFFFFu
#define INVALID_FILE_SIZE 0xFFFFFFFFu
#define FILE_TYPE_UNKNOWN 0x0
#define FILE_TYPE_DISK 0x1
#define FILE_TYPE_CHAR 0x2
#define FILE_TYPE_PIPE 0x3
#define STD_INPUT_HANDLE ((DWORD)-10)
#define STD_OUTPUT_HANDLE ((DWORD)-11)
#define STD_ERROR_HANDLE ((DWORD)-12)
#define MOVEFILE_REPLACE_EXISTING 0x1
#define MOVEFILE_COPY_ALLOWED 0x2

typedef enum _GET_FILEEX_INFO_LEVELS {
  GetFileExInfoStandard,
  GetFileExMaxInfoLevel
} GET_FILEEX_INFO_LEVELS;

typedef struct _WIN32_FILE_ATTRIBUTE_DATA {
  DWORD dwFileAttributes;
  FILETIME ftCreationTime;
  FILETIME ftLastAccessTime;
  FILETIME ftLastWriteTime;
  DWORD nFileSizeHigh;
  DWORD nFileSizeLow;
} WIN32_FILE_ATTRIBUTE_DATA, *LPWIN32_FILE_ATTRIBUTE_DATA;

// Opens or creates a file. INVALID_HANDLE_VALUE on failure. When CREATE_ALWAYS or OPEN_ALWAYS find
// a file, the call succeeds and the last error is ERROR_ALREADY_EXISTS. A directory needs
// FILE_FLAG_BACKUP_SEMANTICS.
PENSTOCK_WIN32_API HANDLE WINAPI CreateFileA(LPCSTR name, DWORD access, DWORD share,
                                             LPSECURITY_ATTRIBUTES security, DWORD disposition,
                                             DWORD flags, HANDLE template_file);
PENSTOCK_WIN32_API HANDLE WINAPI CreateFileW(LPCWSTR name, DWORD access, DWORD share,
                                             LPSECURITY_ATTRIBUTES security, DWORD disposition,
                                             DWORD flags, HANDLE template_file);

// Moves bytes and sets *transferred (NULL only with an OVERLAPPED). Without `overlapped`, at the
// file's position, and the end of the file is success with 0 bytes. With it, at its offset; the
// transfer is done when the call returns, its event is set, and the bound completion routine, if
// there is one, follows; the end of the file is ERROR_HANDLE_EOF.
PENSTOCK_WIN32_API BOOL WINAPI ReadFile(HANDLE file, LPVOID buffer, DWORD size, LPDWORD transferred,
                                        LPOVERLAPPED overlapped);
PENSTOCK_WIN32_API BOOL WINAPI WriteFile(HANDLE file, LPCVOID data, DWORD size, LPDWORD transferred,
                                         LPOVERLAPPED overlapped);
// The outcome of a call with an OVERLAPPED.
PENSTOCK_WIN32_API BOOL WINAPI GetOverlappedResult(HANDLE file, LPOVERLAPPED overlapped,
                                                   LPDWORD transferred, BOOL wait);
#define HasOverlappedIoCompleted(overlapped) ((overlapped)->Internal != 0x103)

PENSTOCK_WIN32_API BOOL WINAPI FlushFileBuffers(HANDLE file);
PENSTOCK_WIN32_API DWORD WINAPI GetFileSize(HANDLE file, LPDWORD high);
PENSTOCK_WIN32_API BOOL WINAPI GetFileSizeEx(HANDLE file, PLARGE_INTEGER size);
PENSTOCK_WIN32_API DWORD WINAPI GetFileType(HANDLE file);
// `high`, when given, is the upper half of the distance and receives that of the new position.
PENSTOCK_WIN32_API DWORD WINAPI SetFilePointer(HANDLE file, LONG distance, PLONG high,
                                               DWORD method);
PENSTOCK_WIN32_API BOOL WINAPI SetFilePointerEx(HANDLE file, LARGE_INTEGER distance,
                                                PLARGE_INTEGER position, DWORD method);
PENSTOCK_WIN32_API BOOL WINAPI SetEndOfFile(HANDLE file);
PENSTOCK_WIN32_API BOOL WINAPI GetFileTime(HANDLE file, LPFILETIME creation, LPFILETIME access,
                                           LPFILETIME write);
// Standard input, output and error; not to be closed.
PENSTOCK_WIN32_API HANDLE WINAPI GetStdHandle(DWORD which);

// READONLY (nobody may write), HIDDEN (a name that starts with a dot), DIRECTORY, or NORMAL.
// INVALID_FILE_ATTRIBUTES on failure.
PENSTOCK_WIN32_API DWORD WINAPI GetFileAttributesA(LPCSTR name);
PENSTOCK_WIN32_API DWORD WINAPI GetFileAttributesW(LPCWSTR name);
PENSTOCK_WIN32_API BOOL WINAPI GetFileAttributesExA(LPCSTR name, GET_FILEEX_INFO_LEVELS level,
                                                    LPVOID information);
PENSTOCK_WIN32_API BOOL WINAPI GetFileAttributesExW(LPCWSTR name, GET_FILEEX_INFO_LEVELS level,
                                                    LPVOID information);
PENSTOCK_WIN32_API BOOL WINAPI DeleteFileA(LPCSTR name);
PENSTOCK_WIN32_API BOOL WINAPI DeleteFileW(LPCWSTR name);
PENSTOCK_WIN32_API BOOL WINAPI MoveFileExA(LPCSTR from, LPCSTR to, DWORD flags);
PENSTOCK_WIN32_API BOOL WINAPI MoveFileExW(LPCWSTR from, LPCWSTR to, DWORD flags);
PENSTOCK_WIN32_API BOOL WINAPI CreateDirectoryA(LPCSTR name, LPSECURITY_ATTRIBUTES security);
PENSTOCK_WIN32_API BOOL WINAPI CreateDirectoryW(LPCWSTR name, LPSECURITY_ATTRIBUTES security);
PENSTOCK_WIN32_API BOOL WINAPI RemoveDirectoryA(LPCSTR name);
PENSTOCK_WIN32_API BOOL WINAPI RemoveDirectoryW(LPCWSTR name);

// Either text form under one name.
template <class Char>
HANDLE CreateFile(const Char *name, DWORD access, DWORD share, LPSECURITY_ATTRIBUTES security,
                  DWORD disposition, DWORD flags, HANDLE template_file) {
  return penstock_sdk::PickForm(name, CreateFileA, CreateFileW)(name, access, share, security,
                                                                disposition, flags, template_file);
}
template <class Char>
DWORD GetFileAttributes(const Char *name) {
  return penstock_sdk::PickForm(name, GetFileAttributesA, GetFileAttributesW)(name);
}
template <class Char>
BOOL GetFileAttributesEx(const Char *name, GET_FILEEX_INFO_LEVELS level, LPVOID information) {
  return penstock_sdk::PickForm(name, GetFileAttributesExA, GetFileAttributesExW)(name, level,
                                                                                  information);
}
template <class Char>
BOOL DeleteFile(const Char *name) {
  return penstock_sdk::PickForm(name, DeleteFileA, DeleteFileW)(name);
}
template <class Char>
BOOL MoveFileEx(const Char *from, const Char *to, DWORD flags) {
  return penstock_sdk::PickForm(from, MoveFileExA, MoveFileExW)(from, to, flags);
}
template <class Char>
BOOL CreateDirectory(const Char *name, LPSECURITY_ATTRIBUTES security) {
  return penstock_sdk::PickForm(name, CreateDirectoryA, CreateDirectoryW)(name, security);
}
template <class Char>
BOOL RemoveDirectory(const Char *name) {
  return penstock_sdk::PickForm(name, RemoveDirectoryA, RemoveDirectoryW)(name);
}

#endif  // PENSTOCK_SDK_WIN32_FILES_H_
