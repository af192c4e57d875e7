// The part of COM that modules touch: IUnknown, starting COM on a thread, making objects of classes
// the host has registered (../penstock/host.h). Implementation: sdk/win32/com.cc. Neighbours:
// variants.h (BSTR, VARIANT), com_support.h (_bstr_t, _com_error), guid.h.
#ifndef PENSTOCK_SDK_WIN32_COM_H_
#define PENSTOCK_SDK_WIN32_COM_H_

#include "basetypes.h"
#include "errors.h"
#include "guid.h"

#define STDMETHOD(method) virtual HRESULT STDMETHODCALLTYPE method
#define STDMETHOD_(type, method) virtual type STDMETHODCALLTYPE method
#define STDMETHODIMP HRESULT STDMETHODCALLTYPE
#define STDMETHODIMP_(type) type STDMETHODCALLTYPE
#define STDAPI extern "C" __attribute__((visibility("default"))) HRESULT STDAPICALLTYPE
#define PURE = 0

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"
// The root of COM interfaces. An object counts its references and deletes itself at the last
// Release; it has no virtual destructor, because its table of functions is exactly these.
class __attribute__((visibility("default"))) IUnknown {
 public:
  // Gives out another interface of the object, with a reference; E_NOINTERFACE when it has none.
  virtual HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void **ppvObject) = 0;
  virtual ULONG STDMETHODCALLTYPE AddRef() = 0;
  virtual ULONG STDMETHODCALLTYPE Release() = 0;

  template <class Q>
  HRESULT QueryInterface(Q **object) {
    return QueryInterface(__uuidof(Q), reinterpret_cast<void **>(object));
  }
};
typedef IUnknown *LPUNKNOWN;
#pragma GCC diagnostic pop
PENSTOCK_DEFINE_UUID(IUnknown, 0x00000000, 0x0000, 0x0000, 0xc0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                     0x46);

typedef enum tagCLSCTX {
  CLSCTX_INPROC_SERVER = 0x1,
  CLSCTX_INPROC_HANDLER = 0x2,
  CLSCTX_LOCAL_SERVER = 0x4,
  CLSCTX_REMOTE_SERVER = 0x10
} CLSCTX;
#define CLSCTX_INPROC (CLSCTX_INPROC_SERVER | CLSCTX_INPROC_HANDLER)
#define CLSCTX_SERVER (CLSCTX_INPROC_SERVER | CLSCTX_LOCAL_SERVER | CLSCTX_REMOTE_SERVER)
#define CLSCTX_ALL (CLSCTX_SERVER | CLSCTX_INPROC_HANDLER)

typedef enum tagCOINIT {
  COINIT_MULTITHREADED = 0x0,
  COINIT_APARTMENTTHREADED = 0x2,
  COINIT_DISABLE_OLE1DDE = 0x4,
  COINIT_SPEED_OVER_MEMORY = 0x8
} COINIT;

// S_OK the first time on a thread, S_FALSE after, RPC_E_CHANGED_MODE for the other threading model.
// Every success is matched by one CoUninitialize. Both models behave alike: an object is called on
// the thread that calls it.
PENSTOCK_WIN32_API HRESULT WINAPI CoInitialize(LPVOID reserved);
PENSTOCK_WIN32_API HRESULT WINAPI CoInitializeEx(LPVOID reserved, DWORD model);
PENSTOCK_WIN32_API VOID WINAPI CoUninitialize(VOID);

// CO_E_NOTINITIALIZED on a thread without COM, REGDB_E_CLASSNOTREG for a class nobody registered,
// CLASS_E_NOAGGREGATION with an outer object.
PENSTOCK_WIN32_API HRESULT WINAPI CoCreateInstance(REFCLSID rclsid, LPUNKNOWN pUnkOuter,
                                                   DWORD dwClsContext, REFIID riid, LPVOID *ppv);

#endif  // PENSTOCK_SDK_WIN32_COM_H_
