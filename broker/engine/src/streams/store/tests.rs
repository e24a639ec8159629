mod behaviour;
mod crash;
mod cuts;
mod damage;
mod erasing;
mod everywhere;
mod folders;
mod model;
