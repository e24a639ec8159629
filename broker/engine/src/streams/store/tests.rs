mod behaviour;
mod crash;
mod cuts;
mod damage;
mod everywhere;
mod model;
