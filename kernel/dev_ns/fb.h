/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dev_ns_fb: a framebuffer that each namespace has for itself, and of which the
 * active namespace's is on the screen, unless it is declared shared or private.
 *
 * A *canvas* is what a namespace draws on: memory, mode, colour map, pan and
 * blanking. It begins, black, at the first open in its namespace and lasts as
 * long as the namespace. A *client* is one open file; it belongs to the canvas of
 * the namespace of the process that opened it, for life. The *screen* is the
 * physical framebuffer, and the *front* is the canvas that is on it.
 *
 * The node speaks fbdev's user ABI but is not registered with fbmem, which
 * answers FBIOGET_VSCREENINFO from one struct fb_info for everybody, does not say
 * through which file a request came, and would lend the thing to the console.
 *
 * Private, the owner's canvas is the front whoever is active. Shared, everybody's
 * is: the front is then the one that drew last, and nothing is copied when that
 * changes.
 *
 * What a client does is done to its canvas and always succeeds as it would on a
 * device of its own. What the front's clients do then goes to the screen:
 * write(2), pan, mode, colours and blanking before the call returns, what is
 * drawn through a mapping when its pages are next looked at (NSFB_LOOK_MS). So a
 * switch has nothing to save, and mappings never move: it copies one canvas
 * to the screen.
 *
 * Mappings
 *	Pages are mapped read-only until they are drawn to. The first touch of
 *	one marks it and wakes the look, which unmaps the marked pages, so that
 *	the next touch is noticed, and then copies them if the canvas is the
 *	front. A canvas has an inode of its own, so that looking costs nothing
 *	for other namespaces' mappings.
 *
 * The physical framebuffer
 *	is opened like any program would and drawn to through its struct
 *	fb_info. Where it has deferred I/O (DRM's emulation has) it is told what
 *	was drawn as if through a mapping. When it is unregistered it is closed,
 *	and opened again when it comes back; meanwhile everything succeeds on
 *	canvases. Its file holds the fb_info, but not what a driver takes apart
 *	once unregistering has returned: so that waits until nobody is at it.
 *
 * Locks, outermost first:
 *	dev_ns_mutex (dev_ns: around switches, and the life of canvases)
 *	  nsfb_canvases_lock	the list of them
 *	  nsfb_screen_lock	the front, and the settings of canvases
 *	    console_lock	for setting the physical one's mode and blanking
 *	      physical_lock	that the physical one stays
 *	        the fb_info's lock, and its driver's
 *	    canvas->clients_lock	the list of a canvas's clients
 *	      client->lock		its counts
 *	page locks, with the mm's own below them
 *	The console's lock is held by fbmem around the locks for registering
 *	framebuffers (its own, the class's), and these around our being told that one
 *	goes: so that takes physical_lock and what is below it, nothing else.
 *	Nothing is opened with physical_lock or nsfb_screen_lock held.
 *	User memory is touched, and pages are looked at, with none of ours held,
 *	and a page fault takes none but its page's: so a client that unmaps,
 *	forks or dies never waits for a switch, nor the other way round.
 *
 * Functions are not called as fbmem's are (fb_open, fb_write ...): who traces
 * those by name would not know which one it gets.
 */
#ifndef _DEV_NS_FB_H
#define _DEV_NS_FB_H

#include <linux/atomic.h>
#include <linux/fb.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>

#include "dev_ns.h"
#include "faults.h"

/* How long drawing through a mapping may take to be noticed. */
#define NSFB_LOOK_MS 20

/* A canvas's colour map. */
#define NSFB_COLOURS 256

/**
 * struct nsfb_look - how a canvas is looked at
 * @var: mode and pan
 * @line: bytes from one line of the canvas to the next
 * @colours: the colour map
 * @blank: FB_BLANK_*
 *
 * Under nsfb_screen_lock, as all of it is needed to show the canvas.
 */
struct nsfb_look {
	struct fb_var_screeninfo var;
	u32 line;
	struct fb_cmap colours;
	int blank;
};

/**
 * struct nsfb_canvas - what a namespace draws on
 * @base: for the core
 * @entry: in nsfb_canvases, under nsfb_canvases_lock
 * @inode: its mappings belong to it
 * @memory: vmalloc()ed, @pages long
 * @look: under nsfb_screen_lock
 * @touched: pages that may be mapped writable: set with the page locked, cleared
 *	with the page locked and unmapped
 * @seen: pages that @work has just unmapped; only for it
 * @writers: that are copying into @memory just now
 * @changes: grows with each of them, with each look that finds something, and
 *	with the mode and the pan
 * @work: looks at what was drawn through mappings
 * @clients_lock: protects @clients
 * @clients: of struct nsfb_client
 */
struct nsfb_canvas {
	struct dev_ns_state base;
	struct list_head entry;
	struct inode *inode;
	u8 *memory;
	unsigned long pages;
	struct nsfb_look look;
	unsigned long *touched;
	unsigned long *seen;
	atomic_t writers;
	atomic64_t changes;
	struct delayed_work work;
	struct mutex clients_lock;
	struct list_head clients;
};

static inline size_t nsfb_canvas_size(const struct nsfb_canvas *canvas)
{
	return canvas->pages << PAGE_SHIFT;
}

static inline void nsfb_canvas_changed(struct nsfb_canvas *canvas)
{
	atomic64_inc(&canvas->changes);
}

/**
 * struct nsfb_client - an open file
 * @id: its number; first, as who watches finds it through the file
 * @entry: in canvas->clients, under clients_lock
 * @canvas: the state reference that the file holds
 * @who: who opened it
 * @flags: how
 * @touches: of pages, counted at the fault
 * @looked: those of @touches that were told, under clients_lock
 * @looking: those that the look which runs is about; only for it
 * @lock: protects @counts and keeps them in order in the trace
 * @counts: what it has drawn
 */
struct nsfb_client {
	u64 id;
	struct list_head entry;
	struct nsfb_canvas *canvas;
	struct dev_ns_who who;
	unsigned int flags;
	atomic64_t touches;
	u64 looked;
	u64 looking;
	spinlock_t lock;
	struct dev_ns_fb_counts counts;
};

/* fb_main.c */
extern struct dev_ns_driver nsfb_driver;
extern struct dev_ns_device nsfb_device;
extern struct mutex nsfb_canvases_lock;
extern struct list_head nsfb_canvases;
u32 nsfb_dev(void);
bool nsfb_is_for(const struct nsfb_canvas *canvas);

/* fb_canvas.c */
struct nsfb_canvas *nsfb_canvas_create(void);
void nsfb_canvas_free(struct nsfb_canvas *canvas);
int nsfb_canvases_init(void);
void nsfb_canvases_exit(void);

/* fb_pages.c */
int nsfb_pages_map(struct nsfb_client *client, struct vm_area_struct *vma);
void nsfb_pages_look(struct work_struct *work);

/* fb_client.c */
struct nsfb_client *nsfb_client_create(struct nsfb_canvas *canvas, unsigned int flags);
void nsfb_client_close(struct nsfb_client *client);
void nsfb_client_drew(struct nsfb_client *client, enum dev_ns_fb_kind kind, u64 now, bool shown);
void nsfb_client_tell(struct nsfb_client *client);

/* fb_file.c */
extern const struct file_operations nsfb_fops;

/* fb_ioctl.c */
long nsfb_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
long nsfb_compat_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

/* fb_settings.c; they take nsfb_screen_lock */
void nsfb_settings_default(struct nsfb_look *look);
void nsfb_get_fix(struct nsfb_canvas *canvas, struct fb_fix_screeninfo *fix);
void nsfb_get_var(struct nsfb_canvas *canvas, struct fb_var_screeninfo *var);
int nsfb_set_var_of(struct nsfb_canvas *canvas, struct fb_var_screeninfo *var);
int nsfb_pan(struct nsfb_client *client, struct fb_var_screeninfo *var);
void nsfb_get_colours(struct nsfb_canvas *canvas, struct fb_cmap *to);
void nsfb_set_colours(struct nsfb_canvas *canvas, const struct fb_cmap *from);
void nsfb_set_blank(struct nsfb_canvas *canvas, int blank);

/* fb_screen.c */
extern struct mutex nsfb_screen_lock;
bool nsfb_screen_enter(struct nsfb_canvas *canvas);
void nsfb_screen_leave(void);
bool nsfb_seems_front(const struct nsfb_canvas *canvas);
bool nsfb_is_front(const struct nsfb_canvas *canvas);
bool nsfb_screen_takes(struct nsfb_canvas *canvas);
bool nsfb_screen_part(const struct nsfb_canvas *canvas, size_t from, size_t length);
int nsfb_screen_show(struct nsfb_canvas *canvas);
void nsfb_screen_share(void);
void nsfb_screen_hide(void);
void nsfb_screen_forget(const struct nsfb_canvas *canvas);
int nsfb_screen_again(void);

/* fb_physical.c; the first two stay as they are from loading on */
const struct fb_var_screeninfo *nsfb_physical_mode(void);
const struct fb_fix_screeninfo *nsfb_physical_fix(void);
int nsfb_physical_init(void);
void nsfb_physical_exit(void);
void nsfb_physical_default_colours(struct fb_cmap *to);

/*
 * fb_mode.c, fb_draw.c; with nsfb_screen_lock held. While there is no physical
 * framebuffer, or it has another mode, they do nothing and that is no error.
 */
int nsfb_physical_try_mode(struct fb_var_screeninfo *var, const struct fb_var_screeninfo *present);
int nsfb_physical_set_look(const struct nsfb_look *look);
void nsfb_physical_set_colours(const struct nsfb_look *look);
void nsfb_physical_set_blank(const struct nsfb_look *look);
bool nsfb_physical_draw(const struct nsfb_look *look, const u8 *memory, u32 first, u32 end);
void nsfb_physical_draw_all(const struct nsfb_look *look, const u8 *memory);
void nsfb_physical_black(void);
size_t nsfb_physical_read_line(const struct nsfb_look *look, u32 line, u8 *to);

/* fb_faults.c; what only the faults of FAULTS.md call */
DEV_NS_DECLARE_FAULT(draw_through);
DEV_NS_DECLARE_FAULT(drop_background);
DEV_NS_DECLARE_FAULT(wrong_content);
void nsfb_draw_through(const struct nsfb_canvas *canvas, size_t from, size_t length);

/* fb_checksum.c */
void nsfb_checksum_switched(void);
void nsfb_checksum_exit(void);

#endif /* _DEV_NS_FB_H */
