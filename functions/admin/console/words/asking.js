// What forms of several views say.

export const VI = {
  ask_notKnown: "Mất kết nối; chưa rõ việc vừa rồi đã xong chưa. Xin xem lại danh sách trước khi làm lại.",
};

export const EN = {
  ask_notKnown: "The connection was lost; it is not known whether it was done. Please look at the list before trying again.",
};
